/** A line that is safe on a terminal: what files say about themselves may hold control sequences. */
export const printable = (line: string): string => line.replace(/\p{C}/gu, '\ufffd')
