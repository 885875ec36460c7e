import type { Dialect, Driver } from 'kysely'
import { refuseInsideTransaction } from './transaction-scope.ts'

/**
 * Wraps a dialect so that the database handle cannot be used inside {@link inTransaction}, on either engine.
 * Kysely's own lock for single-connection engines sits above the driver, where such a use would wait for
 * ever before anyone could notice: so it is switched off and done here, after the check.
 */
export function guardedDialect(inner: Dialect): Dialect {
  return {
    createAdapter: () => {
      const adapter = inner.createAdapter()
      return new Proxy(adapter, {
        get: (target, name) => (name === 'supportsMultipleConnections' ? true : Reflect.get(target, name, target)),
      })
    },
    createDriver: () => guardedDriver(inner.createDriver(), inner.createAdapter().supportsMultipleConnections ?? true),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
  }
}

function guardedDriver(inner: Driver, manyConnections: boolean): Driver {
  const turns = manyConnections ? undefined : createTurns()
  const acquireConnection: Driver['acquireConnection'] = async (options) => {
    refuseInsideTransaction('the database handle was used')
    await turns?.take()
    try {
      return await inner.acquireConnection(options)
    } catch (error) {
      turns?.give()
      throw error
    }
  }
  const releaseConnection: Driver['releaseConnection'] = async (connection, options) => {
    try {
      await inner.releaseConnection(connection, options)
    } finally {
      turns?.give()
    }
  }
  const overrides: Partial<Driver> = { acquireConnection, releaseConnection }
  return new Proxy(inner, {
    get: (target, name) => {
      const own = overrides[name as keyof Driver]
      if (own) return own
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** First come, first served; one at a time. */
function createTurns() {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    async take() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve))
      taken = true
    },
    give() {
      const next = waiting.shift()
      if (next) next()
      else taken = false
    },
  }
}
