import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { readConfig } from './config.ts'

const directory = mkdtempSync(join(tmpdir(), 'oidc-mock-config-'))
const clientsFile = join(directory, 'clients.json')
writeFileSync(clientsFile, '[]')
afterAll(() => rmSync(directory, { recursive: true }))

test('with only a file of clients the rest has safe defaults', () => {
  expect(readConfig({ OIDC_MOCK_CLIENTS_FILE: clientsFile })).toEqual({
    host: '127.0.0.1',
    port: 4200,
    stateDirectory: '.waarmerk/oidc-mock',
    clients: [],
  })
})

test('every fault is listed at once', () => {
  const read = () => readConfig({ OIDC_MOCK_PORT: 'four thousand' })
  expect(read).toThrow(expect.objectContaining({ code: 'ERR_OIDC_MOCK_CONFIG' }))
  expect(read).toThrow(/OIDC_MOCK_PORT[\s\S]*OIDC_MOCK_CLIENTS_FILE/)
})

test('a file of clients that is not there is a fault of the configuration', () => {
  expect(() => readConfig({ OIDC_MOCK_CLIENTS_FILE: join(directory, 'absent.json') })).toThrow(
    expect.objectContaining({ code: 'ERR_OIDC_MOCK_CONFIG' }),
  )
})
