import type { Generated, Kysely, Transaction } from 'kysely'

/** `timestamptz` columns are set by the database's clock (`clock_timestamp()`) or from epoch seconds. */
type Instant = Date

export interface DocumentTable {
  id: string
  head: number
  created_at: Generated<Instant>
}

/** One increment of a document; the file is the concatenation of the increments 0…n. */
export interface RevisionTable {
  document_id: string
  number: number
  kind: 'upload' | 'content' | 'signature'
  object_key: string
  /** Bytes of the whole file up to and including this increment. */
  size: string
  /** SHA-256 of the whole file, base64url. */
  sha256: string
  created_at: Generated<Instant>
}

/** A stored object; `pending` ones are unreadable until the commit that turns them `live`. */
export interface ObjectTable {
  key: string
  size: string
  sha256: string
  state: 'pending' | 'live'
  created_at: Generated<Instant>
}

export interface SignatureRequestTable {
  id: string
  status: 'draft' | 'active' | 'completed' | 'declined' | 'cancelled' | 'expired'
  title: string
  assurance: 'low' | 'substantial' | 'high'
  language: 'nl' | 'en'
  statement_nl: string
  statement_en: string
  expires_at: Instant
  created_at: Generated<Instant>
}

export interface RequestDocumentTable {
  request_id: string
  document_id: string
  position: number
  title: string
  content_revision: number | null
}

export interface SignerTable {
  id: string
  request_id: string
  position: number
  status: 'waiting' | 'invited' | 'identified' | 'signing' | 'signed' | 'declined' | 'cancelled' | 'expired'
  /** Encrypted: the constraint may hold a BSN. */
  constraint_sealed: Uint8Array
  providers: string
  field: string
  locator_sha256: string | null
  decline_reason_sealed: Uint8Array | null
  signed_at: Instant | null
}

export interface IdentificationTable {
  id: string
  signer_id: string
  provider: string
  status: 'open' | 'completed' | 'failed'
  nonce: string
  commitment: Uint8Array
  expires_at: Instant
  token_sha256: string | null
  token_jti: string | null
  actor_sealed: Uint8Array | null
  auth_time: string | null
  created_at: Generated<Instant>
}

export interface SignerSessionTable {
  sha256: string
  signer_id: string
  identification_id: string
  expires_at: Instant
}

export interface SigningTransactionTable {
  id: string
  signer_id: string
  identification_id: string
  provider: string
  status: 'open' | 'redeeming' | 'authorised' | 'signed' | 'failed' | 'superseded'
  nonce: string
  commitment: Uint8Array
  /** Encrypted: inner salts, statement text, request parameters, PKCE verifier. */
  opening_sealed: Uint8Array | null
  state_sha256: string
  /** The one-time private key, wrapped; null once used or given up. */
  wrapped_key: Uint8Array | null
  kek: string | null
  code_sha256: string | null
  token_sha256: string | null
  token_jti: string | null
  /** Encrypted: what the provider answered, by which profile; present from `authorised` on. */
  authorisation_sealed: Uint8Array | null
  failure_code: string | null
  failure_kind: 'caller' | 'person' | 'upstream' | 'defect' | null
  reference: string
  opened_at: Generated<Instant>
  expires_at: Instant
  redeeming_at: Instant | null
  lease_until: Instant | null
}

export interface PreparedDocumentTable {
  transaction_id: string
  document_id: string
  base_revision: number
  object_key: string
  /** The serialisable `PreparedSignature`, as JSON. */
  prepared: string
}

export interface CertificateTable {
  transaction_id: string
  /** PEM, signer first. */
  chain: string
}

export interface SignatureTable {
  transaction_id: string
  document_id: string
  revision: number
  /** Time of the signature's time stamp. */
  gen_time: Instant
}

export interface EvidenceTable {
  signer_id: string
  transaction_id: string
  /** Encrypted: the sealed evidence record. */
  record_sealed: Uint8Array
  created_at: Generated<Instant>
}

/** The audit trail: append-only, hash-chained. */
export interface EventTable {
  seq: Generated<string>
  at: Generated<Instant>
  type: string
  request_id: string | null
  signer_id: string | null
  transaction_id: string | null
  code: string | null
  reference: string
  sha256: string
}

export interface AuditHeadTable {
  id: number
  sha256: string
}

export interface IssuerKeyTable {
  issuer: string
  thumbprint: string
  kid: string
  first_seen_at: Generated<Instant>
}

export interface OutboxTable {
  id: string
  type: string
  data: string
  created_at: Generated<Instant>
  delivered_at: Instant | null
}

export interface SigningSchema {
  document: DocumentTable
  revision: RevisionTable
  object: ObjectTable
  signature_request: SignatureRequestTable
  request_document: RequestDocumentTable
  signer: SignerTable
  identification: IdentificationTable
  signer_session: SignerSessionTable
  signing_transaction: SigningTransactionTable
  prepared_document: PreparedDocumentTable
  certificate: CertificateTable
  signature: SignatureTable
  evidence: EvidenceTable
  event: EventTable
  audit_head: AuditHeadTable
  issuer_key: IssuerKeyTable
  outbox: OutboxTable
}

/** The database outside any transaction. */
export type Database = Kysely<SigningSchema>
/** Inside a transaction only this is passed on, so that nothing can ask the outer connection. */
export type Trx = Transaction<SigningSchema>
