import express, { type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { concerns, type Endpoint, endpoints, type FaultName, faults, isFaultName } from '../faults/faults.ts'
import { QtspMockError } from '../startup-error.ts'

/** One fault, several of different endpoints, or none. */
export type FaultOrder = FaultName | readonly FaultName[] | null

/** Holds the faults that are on. They stay on until they are changed. */
export interface FaultSwitch {
  /** The fault that is on at this endpoint. */
  current(endpoint: Endpoint): FaultName | null
  /** What was ordered last. */
  ordered(): FaultOrder
  /** @throws QtspMockError `ERR_QTSP_MOCK_CONFIG` for an unknown name, or two faults of one endpoint */
  set(order: FaultOrder): void
}

/** A switch that is off. */
export function createFaultSwitch(): FaultSwitch {
  let last: FaultOrder = null
  let on: readonly FaultName[] = []
  return {
    current: (endpoint) => on.find((name) => concerns(name, endpoint)) ?? null,
    ordered: () => last,
    set(order) {
      const names = listed(order)
      if (!names.every(isFaultName)) throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', 'There is no fault of that name')
      if (!oneEach(names)) throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', 'An endpoint has one fault at a time')
      last = order
      on = names
    },
  }
}

function listed(order: FaultOrder): readonly FaultName[] {
  if (order === null) return []
  return typeof order === 'string' ? [order] : [...order]
}

function oneEach(names: readonly FaultName[]): boolean {
  return endpoints.every((endpoint) => names.filter((name) => concerns(name, endpoint)).length < 2)
}

const faultName = z.custom<FaultName>(isFaultName, 'no such fault')
const several = z.array(faultName).refine(oneEach, 'an endpoint has one fault at a time')
const order = z.strictObject({ fault: z.union([faultName, several]).nullable() })

/** `GET` and `PUT /_mock/fault`: reads and changes the switch over HTTP. */
export function faultSwitchRoutes(faultSwitch: FaultSwitch): Router {
  const show: RequestHandler = (_request, response) => {
    response.json({ fault: faultSwitch.ordered(), faults })
  }
  const change: RequestHandler = (request, response) => {
    const body = order.safeParse(request.body)
    if (!body.success) {
      response.status(400).json({ error: z.prettifyError(body.error) })
      return
    }
    faultSwitch.set(body.data.fault)
    response.json({ fault: faultSwitch.ordered() })
  }
  return Router()
    .get('/_mock/fault', show)
    .put('/_mock/fault', express.json({ limit: '1kb' }), change)
}
