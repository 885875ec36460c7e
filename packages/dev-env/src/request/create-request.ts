import { type CreateSignatureRequest, createSigningClient, type SigningClient } from '@waarmerk/signing-contract'
import type { House } from '../house/start-everything.ts'
import { constraintOf, providerOf, type TestPerson } from './test-person.ts'

/** What a municipality's back end asks for: one document, one signer. */
export interface Asked {
  readonly pdf: Uint8Array | ReadableStream
  readonly title: string
  readonly signer: TestPerson
  /** The sentence agreed to; without it the service's general one. */
  readonly statement?: CreateSignatureRequest['statement']
}

/** A request that waits for its signer. */
export interface Invited {
  readonly requestId: string
  readonly documentId: string
  readonly signerId: string
  /** The link for the signer. Whoever has it can begin, nobody can sign with it alone. */
  readonly url: URL
}

const days = 24 * 3600 * 1000

/** The signing API as the municipality's back end calls it; patient, because documents may be large. */
export const backEndOf = ({
  addresses,
  backEndCredential,
}: Pick<House, 'addresses' | 'backEndCredential'>): SigningClient =>
  createSigningClient({ origin: addresses.signing, key: backEndCredential, fetch, timeoutMs: 120_000 })

/**
 * Uploads, creates and activates, as a municipality's back end does: assurance substantial, constraint and
 * provider those of the person.
 *
 * @throws SigningProblem the service refused, with its code · SigningClientError
 */
export async function createRequest(
  backEnd: SigningClient,
  { pdf, title, signer, statement }: Asked,
): Promise<Invited> {
  const uploaded = await backEnd.call('uploadDocument', { body: pdf })
  const documentId = uploaded.body.id
  const created = await backEnd.call('createSignatureRequest', {
    body: {
      title,
      assurance: 'substantial',
      expiresAt: new Date(Date.now() + 30 * days).toISOString(),
      documents: [{ id: documentId, title }],
      signers: [{ constraint: constraintOf(signer), providers: [providerOf(signer)] }],
      ...(statement === undefined ? {} : { statement }),
    },
  })
  const requestId = created.body.id
  const activated = await backEnd.call('activateSignatureRequest', { params: { requestId } })
  const [invitation] = activated.body.invitations
  if (invitation === undefined) throw new TypeError('an active request has a signer to invite')
  return { requestId, documentId, signerId: invitation.signerId, url: new URL(invitation.url) }
}
