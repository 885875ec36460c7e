import { randomBytes, randomUUID } from 'node:crypto'
import { createSigningCommitment, saltedSha256 } from '@waarmerk/evidence'
import { canonicalName, canonicalSubject, displayName } from '@waarmerk/identity-assurance'
import { createOneTimeKey, sealPrivateKey } from '@waarmerk/key-providers'
import { contentsSize } from '@waarmerk/pades'
import type { OpenTransaction } from '@waarmerk/signing-contract'
import { newReference } from '../audit/record-event.ts'
import { stepUpParameters } from '../authorization/step-up-parameters.ts'
import type { Deps, Provider } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { type IdentifiedActor, restoreSubject } from '../identification/identified-actor.ts'
import type { RequestState, SignerRow } from '../signature-request/request-store.ts'
import type { Statement } from '../signature-request/statement.ts'
import { lookLines } from './look-lines.ts'
import { oneTimeKeyContext } from './one-time-key-context.ts'
import { type PreparedDocument, prepareDocument } from './prepare-document.ts'
import type { TransactionOpening } from './transaction-store.ts'

/** Everything that is stored before the browser is sent anywhere. */
export interface Intent {
  readonly id: string
  readonly reference: string
  readonly requestId: string
  readonly signerId: string
  readonly identificationId: string
  readonly provider: Provider
  readonly nonce: string
  readonly commitment: Uint8Array
  readonly opening: TransactionOpening
  readonly wrappedKey: Uint8Array
  readonly kek: string
  readonly expiresAt: Date
  readonly prepared: readonly PreparedDocument[]
}

/** Makes the one-time key, prepares every document, and commits to it all. Nothing is stored yet but pending objects. */
export const makeIntent = async (
  deps: Deps,
  given: {
    state: RequestState & { signer: SignerRow }
    statement: Statement
    actor: IdentifiedActor
    provider: Provider
    identificationId: string
    input: OpenTransaction
  },
): Promise<Intent> => {
  const { state, statement, actor, provider, input } = given
  const { request, signer } = state
  if (actor.name === null) throw new SigningError('ERR_NAME_MISSING', 'the provider gave no name to sign with')
  const id = randomUUID()
  const reference = newReference()
  const iat = Math.floor(deps.now().getTime() / 1000)
  const exp = iat + deps.limits.transactionSeconds
  const key = createOneTimeKey()
  const certificates = await deps.issuingCa.worstCaseCertificates()
  const words = { reference, environment: deps.environment, lang: request.language }
  const prepared: PreparedDocument[] = []
  for (const document of state.documents) {
    const shown = input.documents.find((candidate) => candidate.id === document.document_id)
    prepared.push(
      await prepareDocument(deps, document, shown, {
        field: signer.field,
        signingTime: new Date(iat * 1000),
        name: displayName(actor.name),
        lookLines: lookLines({ ...words, name: displayName(actor.name) }),
        namelessLookLines: lookLines({ ...words, name: null }),
        contentsBytes: contentsSize({ certificates, tsaTokenBytes: deps.timestampAuthority.largestToken }),
      }),
    )
  }
  const salts = { subject: salt(), name: salt() }
  const { bytes, nonce } = createSigningCommitment({
    tenant: deps.tenant.oin,
    request: request.id,
    signer: signer.id,
    transaction: id,
    role: 'signer',
    order: signer.position + 1,
    concurrent: false,
    documents: prepared.map(({ documentId, content, base, prepared: revision }) => ({
      id: documentId,
      content: content.sha256,
      base: base.sha256,
      baseSize: base.size,
      field: revision.field,
      look: revision.look,
      tbs: revision.tbs,
    })),
    statement: { lang: statement.lang, sha256: statement.sha256 },
    subject: saltedSha256(salts.subject, canonicalSubject(restoreSubject(actor.subject))),
    name: { sha256: saltedSha256(salts.name, canonicalName(actor.name)), source: provider.profile.name.source },
    onBehalfOf: null,
    issuer: provider.issuer,
    client: provider.signingClientId,
    assurance: request.assurance,
    kind: 'signature',
    key: key.thumbprint,
    iat,
    exp,
    salt: salt(),
  })
  const [oauthState, codeVerifier] = [salt(), salt()]
  const { transactionSeconds: maxAge } = deps.limits
  const requestParameters = stepUpParameters(
    { clientId: provider.signingClientId, redirectUri: provider.client.redirectUri, profile: provider.profile },
    { nonce, state: oauthState, codeVerifier, maxAge, assurance: request.assurance },
  )
  const kek = deps.keks.current(new Date(iat * 1000).toISOString().slice(0, 10))
  return {
    id,
    reference,
    requestId: request.id,
    signerId: signer.id,
    identificationId: given.identificationId,
    provider,
    nonce,
    commitment: bytes,
    opening: {
      subject: actor.subject,
      name: actor.name,
      salts,
      statement,
      state: oauthState,
      codeVerifier,
      requestParameters,
    },
    wrappedKey: sealPrivateKey(kek.key, key.privateKey, oneTimeKeyContext(id, nonce)),
    kek: kek.name,
    expiresAt: new Date(exp * 1000),
    prepared,
  }
}

const salt = (): string => randomBytes(32).toString('base64url')
