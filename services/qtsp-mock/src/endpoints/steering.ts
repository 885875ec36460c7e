import express, { type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { keyAlgorithms, signerAlgorithms } from '../authority/key-pair.ts'
import { revocationReasons } from '../revocation/revocations.ts'
import { QtspMockError } from '../startup-error.ts'
import type { Steering } from '../steering.ts'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const signerOrder = z.strictObject({
  algorithm: z.enum(signerAlgorithms),
  commonName: z.string().min(1).max(64).optional(),
  notBefore: moment.optional(),
  notAfter: moment.optional(),
  revocationSources: z.array(z.enum(['ocsp', 'crl'])).optional(),
  issuerForm: z.enum(['cer', 'p7c']).optional(),
})
const revocationOrder = z.strictObject({
  serialNumber: z.string().regex(/^[0-9a-f]{1,42}$/i),
  at: moment.optional(),
  reason: z.enum(Object.keys(revocationReasons) as (keyof typeof revocationReasons)[]).optional(),
  ca: z.enum(['root', 'issuing']).optional(),
})
const clockOrder = z.strictObject({ now: moment.nullable() })
const tsaOrder = z.strictObject({
  notBefore: moment.optional(),
  notAfter: moment.optional(),
  algorithm: z.enum(keyAlgorithms).optional(),
})

/** The double's handles over HTTP: `POST /_mock/signers`, `POST /_mock/revocations`, `PUT /_mock/clock`, `PUT /_mock/tsa`. */
export function steeringRoutes(steering: Steering): Router {
  const json = express.json({ limit: '4kb' })
  return Router()
    .post(
      '/_mock/signers',
      json,
      ordered(signerOrder, 201, (order) => steering.issueSigner(order)),
    )
    .post(
      '/_mock/revocations',
      json,
      ordered(revocationOrder, 201, ({ serialNumber, ...options }) => steering.revoke(serialNumber, options)),
    )
    .put(
      '/_mock/clock',
      json,
      ordered(clockOrder, 200, ({ now }) => ({ now: steering.setClock(now) })),
    )
    .put(
      '/_mock/tsa',
      json,
      ordered(tsaOrder, 200, (order) => steering.renewTsa(order)),
    )
}

/** Answers an order that fits the schema with what comes of it, and any other with 400. */
function ordered<T>(schema: z.ZodType<T>, status: number, act: (order: T) => unknown): RequestHandler {
  return async (request, response) => {
    const order = schema.safeParse(request.body)
    try {
      if (order.success) response.status(status).json(await act(order.data))
      else response.status(400).json({ error: z.prettifyError(order.error) })
    } catch (error) {
      if (!(error instanceof QtspMockError)) throw error
      response.status(400).json({ error: error.message })
    }
  }
}
