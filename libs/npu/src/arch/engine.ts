/**
 * The units of the VS680's NPU: neural-network cores, tensor processors, programmable shader; and the host CPU.
 *
 * Source: SyNAP manual, introduction.
 */
export type Engine = 'nn' | 'tp' | 'ppu' | 'cpu';
