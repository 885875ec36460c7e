import { setTimeout as wait } from 'node:timers/promises'
import type { House } from './house.ts'
import { anna, type Person, type TokenAnswer, type TokenPlan } from './lying-op.ts'
import { smallPdf } from './small-pdf.ts'

/** A request that is active, with one signer. */
export const activeRequest = async (
  house: House,
  options: { person?: Person; documents?: readonly Uint8Array[]; expiresAt?: Date } = {},
) => {
  const { back, citizen } = house
  const uploads = []
  for (const body of options.documents ?? [smallPdf('Toestemming paspoort')]) {
    uploads.push((await back.call('uploadDocument', { body })).body)
  }
  const { body: request } = await back.call('createSignatureRequest', {
    body: {
      title: 'Toestemming paspoort',
      assurance: 'substantial',
      expiresAt: (options.expiresAt ?? new Date(Date.now() + 86_400_000)).toISOString(),
      documents: uploads.map(({ id }, index) => ({ id, title: `Document ${index + 1}` })),
      signers: [{ constraint: { type: 'bsn', value: (options.person ?? anna).bsn }, providers: ['digid'] }],
    },
  })
  const { body: activation } = await back.call('activateSignatureRequest', { params: { requestId: request.id } })
  const locator = activation.invitations[0]?.locator ?? ''
  const { body: place } = await citizen.call('resolveLocator', { body: { locator } })
  return {
    request: activation.request,
    params: { requestId: place.requestId, signerId: place.signerId },
    locator,
    uploads,
  }
}

export type ActiveRequest = Awaited<ReturnType<typeof activeRequest>>

/** The first login: asks for a nonce and hands in an ID token. */
export const identify = async (
  house: House,
  { params }: ActiveRequest,
  person: Person = anna,
  plan: TokenPlan = {},
) => {
  const { body: opened } = await house.citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  const idToken = await house.op.mint('login', opened.nonce, person, plan)
  const { body } = await house.citizen.call('completeIdentification', {
    params: { ...params, identificationId: opened.id },
    body: { idToken },
  })
  return { ...body, opened, idToken }
}

export type Identified = Awaited<ReturnType<typeof identify>>

/** Agrees to the statement and opens a transaction over what was shown. */
export const open = async (house: House, { params }: ActiveRequest, { session, signer }: Identified) => {
  const statement = signer.statements.find(({ lang }) => lang === 'nl')
  const { body } = await house.citizen.call('openTransaction', {
    params,
    session,
    body: {
      documents: signer.documents.map(({ id, head }) => ({ id, revision: head.revision, sha256: head.sha256 })),
      statement: { lang: 'nl', sha256: statement?.sha256 ?? '' },
    },
  })
  return body
}

/** `auth_time` has whole seconds and must be strictly later than the identification's: a person takes longer anyway. */
export const nextSecond = (): Promise<void> => wait(1010 - (Date.now() % 1000))

const authTimeOf = (idToken: string): unknown =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()).auth_time

/** Identified, opened, and the next second begun: what is left is the step-up. */
export const readyToSign = async (house: House, person: Person = anna) => {
  const request = await activeRequest(house, { person })
  const identified = await identify(house, request, person)
  const transaction = await open(house, request, identified)
  await nextSecond()
  return { request, identified, identifiedAt: authTimeOf(identified.idToken), transaction, person }
}

export type Ready = Awaited<ReturnType<typeof readyToSign>>

/** The step-up: the person consents, the relying party forwards what the browser brought. */
export const authorise = (house: House, ready: ReadyToForward, answer: TokenAnswer = {}) => {
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person, answer)
  return forward(house, ready, parameters)
}

/** What {@link forward} and {@link authorise} need of a journey. */
export type ReadyToForward = Pick<Ready, 'request' | 'identified' | 'transaction' | 'person'>

export const forward = (
  house: House,
  ready: Omit<ReadyToForward, 'person'>,
  parameters: { name: string; value: string }[],
) =>
  house.citizen.call('authoriseTransaction', {
    params: { ...ready.request.params, transactionId: ready.transaction.id },
    session: ready.identified.session,
    body: { parameters },
  })
