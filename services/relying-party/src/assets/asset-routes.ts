import express, { Router } from 'express'
import type { Asset } from './asset.ts'
import { viewerFolders } from './scripts.ts'

const forever = 'public, max-age=31536000, immutable'

/** Serves assets: from memory, compressed, never changing under one name. */
export const assetRoutes = (assets: readonly Asset[]): Router => {
  const router = Router()
  for (const { url, type, body, gzip } of assets) {
    router.get(url, (request, response) => {
      const compressed = request.acceptsEncodings('gzip') === 'gzip'
      if (compressed) response.set('Content-Encoding', 'gzip')
      response.set({ 'Content-Type': type, 'Cache-Control': forever, Vary: 'Accept-Encoding' })
      response.end(compressed ? gzip : body)
    })
  }
  for (const { url, directory } of Object.values(viewerFolders)) {
    router.use(url, express.static(directory, { index: false, redirect: false, dotfiles: 'ignore', maxAge: '1d' }))
  }
  return router
}
