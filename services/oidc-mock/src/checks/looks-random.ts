/**
 * Whether a value could be 128 random bits: at least 22 visible characters (the base64url length of
 * 16 bytes) of which at least 8 differ. It cannot prove randomness; it catches `state=1` and `aaaa…`.
 */
export function looksRandom(value: string | undefined): boolean {
  return value !== undefined && /^[\x21-\x7e]{22,512}$/.test(value) && new Set(value).size >= 8
}
