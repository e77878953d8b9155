import { expression, type Expression, type Scalar, type Statement, type ValueType } from './expression.js';
import { unsignedLeb128 } from './leb128.js';
import { i32 } from './scalar-instructions.js';

/** A local variable of a function. */
export interface Local<Type extends ValueType> {
  readonly index: number;
  readonly get: Expression<Type>;
}

/** A function under construction: i32 parameters, no result. */
export class FunctionBody {
  readonly code: number[] = [];
  readonly locals: ValueType[] = [];

  constructor(
    readonly index: number,
    readonly name: string,
    readonly parameterCount: number,
  ) {}

  parameter(position: number): Local<'i32'> {
    return { index: position, get: expression('i32', [0x20, ...unsignedLeb128(position)]) };
  }

  local<Type extends ValueType>(type: Type): Local<Type> {
    this.locals.push(type);
    const index = this.parameterCount + this.locals.length - 1;
    return { index, get: expression(type, [0x20, ...unsignedLeb128(index)]) };
  }

  scalar(): Local<'i32'> {
    return this.local('i32');
  }

  vector(): Local<'v128'> {
    return this.local('v128');
  }

  vectors(count: number): readonly Local<'v128'>[] {
    return Array.from({ length: count }, () => this.vector());
  }

  scalars(count: number): readonly Local<'i32'>[] {
    return Array.from({ length: count }, () => this.scalar());
  }

  set<Type extends ValueType>(local: Local<Type>, value: Expression<Type>): void {
    this.append(value.code);
    this.code.push(0x21, ...unsignedLeb128(local.index));
  }

  /** Adds to a pointer or counter. */
  advance(local: Local<'i32'>, by: Scalar | number): void {
    this.set(local, i32.add(local.get, typeof by === 'number' ? i32.constant(by) : by));
  }

  do(instructions: Statement): void {
    this.append(instructions.code);
  }

  /** Runs `body` with `counter` from `start` in steps of `step` while below `end`; at least once. */
  repeat(counter: Local<'i32'>, start: Scalar, end: Scalar, step: number, body: () => void): void {
    this.set(counter, start);
    this.loopWhile(() => {
      body();
      this.advance(counter, step);
      return i32.isLessUnsigned(counter.get, end);
    });
  }

  /** Runs `body`, again as long as the condition that it returns holds. */
  loopWhile(body: () => Scalar): void {
    this.code.push(0x03, 0x40);
    this.append(body().code);
    this.code.push(0x0d, 0x00, 0x0b);
  }

  /** Runs `body` like `loopWhile`, but written out `times` times; `between` comes before each return to the first. */
  loopUnrolled(times: number, body: (copy: number) => Scalar, between: () => void): void {
    this.code.push(0x02, 0x40, 0x03, 0x40);
    for (let copy = 0; copy < times - 1; copy++) {
      this.append(i32.isZero(body(copy)).code);
      this.code.push(0x0d, 0x01);
    }
    const again = body(times - 1);
    between();
    this.append(again.code);
    this.code.push(0x0d, 0x00, 0x0b, 0x0b);
  }

  when(condition: Scalar, body: () => void): void {
    this.append(condition.code);
    this.code.push(0x04, 0x40);
    body();
    this.code.push(0x0b);
  }

  call(callee: FunctionBody, ...operands: readonly Scalar[]): void {
    for (const operand of operands) this.append(operand.code);
    this.code.push(0x10, ...unsignedLeb128(callee.index));
  }

  private append(code: readonly number[]): void {
    for (const byte of code) this.code.push(byte);
  }
}
