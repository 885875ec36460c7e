/**
 * RC4, which encrypts as it decrypts. Written out since cryptographic libraries no longer offer it: it
 * protects nothing, but files from before 2008 need it (ISO 32000-2 7.6.3.2).
 */
export const rc4 = (key: Uint8Array, data: Uint8Array): Uint8Array => {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (state[i] as number) + (key[i % key.length] as number)) & 255
    swap(state, i, j)
  }
  const out = new Uint8Array(data.length)
  for (let at = 0, i = 0, j = 0; at < data.length; at += 1) {
    i = (i + 1) & 255
    j = (j + (state[i] as number)) & 255
    swap(state, i, j)
    out[at] = (data[at] as number) ^ (state[((state[i] as number) + (state[j] as number)) & 255] as number)
  }
  return out
}

const swap = (state: Uint8Array, i: number, j: number): void => {
  const kept = state[i] as number
  state[i] = state[j] as number
  state[j] = kept
}
