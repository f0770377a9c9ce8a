// The pages that somebody can come to by following links, one or two of each shape.

import { get } from './people.mjs'

/** What kind of page an address leads to: names and numbers in it do not matter, nor in which order things are asked. */
export function shapeOf(address) {
  const { pathname, searchParams } = new URL(address, 'http://here')
  const parts = pathname.split('/').map((part, at, all) => {
    const isSlug = at === 2 && all[1] === 'd'
    const isId = /\d/.test(part) && part.length >= 6
    return isSlug || isId ? '*' : part
  })
  const asked = [...searchParams.keys()].filter((name) => name !== 'lang' && name !== 'grand')
  return parts.join('/') + (asked.length ? `?${[...new Set(asked)].sort().join('&')}` : '')
}

/** The addresses of this site that a page links to. */
export function linksIn(text, from, url) {
  const found = []
  for (const [, href] of text.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)) {
    const address = new URL(href.replaceAll('&amp;', '&'), url + from)
    if (address.origin === new URL(url).origin && address.pathname !== '/deconnexion') {
      address.searchParams.delete('lang')
      address.searchParams.delete('grand')
      found.push(address.pathname + address.search)
    }
  }
  return found
}

/**
 * Walks from some pages on, `each` pages of every shape, without a browser: `[{path, shape, text}]`. `cookie` is the
 * session of somebody who signed in; without one, work pages are left alone.
 */
export async function crawl(vecu, from, { cookie, each = 1, most = 200 } = {}) {
  const waiting = [...from]
  const seen = new Set(waiting)
  const shapes = new Map()
  const pages = []
  while (waiting.length > 0 && pages.length < most) {
    const path = waiting.shift()
    const shape = shapeOf(path)
    if ((shapes.get(shape) ?? 0) >= each) continue
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
    const { status, text, to } = await get(vecu, path, cookie)
    if (to) {
      const next = new URL(to, vecu.url)
      if (next.origin === vecu.url && !seen.has(next.pathname + next.search)) waiting.push(next.pathname + next.search)
      continue
    }
    const isPage = /^\s*<!doctype html>/i.test(text)
    pages.push({ path, shape, status, text, isPage })
    if (!isPage) continue
    for (const link of linksIn(text, path, vecu.url)) {
      if (!cookie && link.startsWith('/travail')) continue
      if (!seen.has(link)) {
        seen.add(link)
        waiting.push(link)
      }
    }
  }
  return pages
}
