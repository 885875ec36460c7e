import express, { type RequestHandler, Router } from 'express'
import * as z from 'zod'
import { type FaultName, faults, isFaultName } from '../faults/faults.ts'
import { QtspMockError } from '../startup-error.ts'

/** Holds the fault that is on, if any. It stays on until it is changed. */
export interface FaultSwitch {
  current(): FaultName | null
  set(name: FaultName | null): void
}

/** A switch that is off. */
export function createFaultSwitch(): FaultSwitch {
  let on: FaultName | null = null
  return {
    current: () => on,
    set(name) {
      if (name !== null && !isFaultName(name)) {
        throw new QtspMockError('ERR_QTSP_MOCK_CONFIG', 'There is no fault of that name')
      }
      on = name
    },
  }
}

const order = z.strictObject({ fault: z.custom<FaultName>(isFaultName, 'no such fault').nullable() })

/** `GET` and `PUT /_mock/fault`: reads and changes the switch over HTTP. */
export function faultSwitchRoutes(faultSwitch: FaultSwitch): Router {
  const show: RequestHandler = (_request, response) => {
    response.json({ fault: faultSwitch.current(), faults })
  }
  const change: RequestHandler = (request, response) => {
    const body = order.safeParse(request.body)
    if (!body.success) {
      response.status(400).json({ error: z.prettifyError(body.error) })
      return
    }
    faultSwitch.set(body.data.fault)
    response.json({ fault: faultSwitch.current() })
  }
  return Router()
    .get('/_mock/fault', show)
    .put('/_mock/fault', express.json({ limit: '1kb' }), change)
}
