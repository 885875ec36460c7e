import type { Migration } from '@waarmerk/storage'
import { type Kysely, sql } from 'kysely'

const statements = (lines: readonly string[]): Migration => ({
  up: async (db: Kysely<unknown>) => {
    for (const line of lines) await sql.raw(line).execute(db)
  },
})

/** Forward only; a published migration is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-signing': statements([
    `create table object (key text primary key, size bigint not null, sha256 text not null,
      state text not null check (state in ('pending', 'live')), created_at timestamptz not null default clock_timestamp())`,
    `create table document (id uuid primary key, head int not null, created_at timestamptz not null default clock_timestamp())`,
    `create table revision (document_id uuid not null references document, number int not null, kind text not null,
      object_key text not null references object (key), size bigint not null, sha256 text not null,
      created_at timestamptz not null default clock_timestamp(), primary key (document_id, number))`,
    `create table signature_request (id uuid primary key,
      status text not null check (status in ('draft', 'active', 'completed', 'declined', 'cancelled', 'expired')),
      title text not null, assurance text not null, language text not null, statement_nl text not null,
      statement_en text not null, expires_at timestamptz not null, created_at timestamptz not null default clock_timestamp())`,
    `create table request_document (request_id uuid not null references signature_request,
      document_id uuid not null references document, position int not null, title text not null, content_revision int,
      primary key (request_id, document_id), constraint document_has_one_request unique (document_id))`,
    `create table signer (id uuid primary key, request_id uuid not null references signature_request, position int not null,
      status text not null check (status in ('waiting', 'invited', 'identified', 'signing', 'signed', 'declined', 'cancelled', 'expired')),
      constraint_sealed bytea not null, providers text not null, field text not null, locator_sha256 text,
      decline_reason_sealed bytea, signed_at timestamptz, constraint locator_is_unique unique (locator_sha256))`,
    `create table identification (id uuid primary key, signer_id uuid not null references signer, provider text not null,
      status text not null check (status in ('open', 'completed', 'failed')), nonce text not null, commitment bytea not null,
      expires_at timestamptz not null, token_sha256 text, token_jti text, actor_sealed bytea,
      auth_time bigint, created_at timestamptz not null default clock_timestamp(),
      constraint identification_nonce_is_unique unique (nonce), constraint identification_token_is_unique unique (token_sha256),
      constraint identification_jti_is_unique unique (token_jti))`,
    `create table signer_session (sha256 text primary key, signer_id uuid not null references signer,
      identification_id uuid not null references identification, expires_at timestamptz not null)`,
    `create table signing_transaction (id uuid primary key, signer_id uuid not null references signer,
      identification_id uuid not null references identification, provider text not null,
      status text not null check (status in ('open', 'redeeming', 'authorised', 'signed', 'failed', 'superseded')),
      nonce text not null, commitment bytea not null, opening_sealed bytea, state_sha256 text not null,
      wrapped_key bytea, kek text, code_sha256 text, token_sha256 text, token_jti text, authorisation_sealed bytea,
      failure_code text, failure_kind text, reference text not null, opened_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null, redeeming_at timestamptz, lease_until timestamptz,
      constraint transaction_nonce_is_unique unique (nonce), constraint transaction_code_is_unique unique (code_sha256),
      constraint transaction_token_is_unique unique (token_sha256), constraint transaction_jti_is_unique unique (token_jti))`,
    `create unique index one_live_transaction_per_signer on signing_transaction (signer_id)
      where status in ('open', 'redeeming', 'authorised')`,
    `create table prepared_document (transaction_id uuid not null references signing_transaction,
      document_id uuid not null references document, base_revision int not null,
      object_key text not null references object (key), prepared text not null, primary key (transaction_id, document_id))`,
    `create table certificate (transaction_id uuid primary key references signing_transaction, chain text not null)`,
    `create table signature (transaction_id uuid not null references signing_transaction,
      document_id uuid not null references document, revision int not null, gen_time timestamptz not null,
      primary key (transaction_id, document_id))`,
    `create table evidence (signer_id uuid primary key references signer,
      transaction_id uuid not null references signing_transaction, record_sealed bytea not null,
      created_at timestamptz not null default clock_timestamp(), constraint one_evidence_per_transaction unique (transaction_id))`,
    `create table event (seq bigint generated always as identity primary key, at timestamptz not null default clock_timestamp(),
      type text not null, request_id uuid, signer_id uuid, transaction_id uuid, code text, reference text not null,
      sha256 text not null)`,
    `create table audit_head (id int primary key check (id = 1), sha256 text not null)`,
    `insert into audit_head (id, sha256) values (1, '')`,
    `create table issuer_key (issuer text not null, thumbprint text not null, kid text not null,
      first_seen_at timestamptz not null default clock_timestamp(), primary key (issuer, thumbprint))`,
    `create table outbox (id uuid primary key, type text not null, data text not null,
      created_at timestamptz not null default clock_timestamp(), delivered_at timestamptz)`,
  ]),
}
