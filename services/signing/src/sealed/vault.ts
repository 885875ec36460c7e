import { seal, unseal } from '@waarmerk/key-providers'

/** Encrypts what the database keeps about people; the purpose and the row's id are bound as associated data. */
export interface Vault {
  sealJson(purpose: string, id: string, value: unknown): Uint8Array
  /** @returns what was sealed, authenticated but not re-validated */
  openJson<Value>(purpose: string, id: string, sealed: Uint8Array): Value
}

const associated = (purpose: string, id: string): Uint8Array => new TextEncoder().encode(`${purpose}\0${id}`)

/** @param key 32 bytes, shared by all instances, kept outside the database */
export const createVault = (key: Uint8Array): Vault => ({
  sealJson: (purpose, id, value) => seal(key, new TextEncoder().encode(JSON.stringify(value)), associated(purpose, id)),
  openJson: (purpose, id, sealed) => JSON.parse(new TextDecoder().decode(unseal(key, sealed, associated(purpose, id)))),
})
