// The pages that somebody can come to by following links, one or two of each shape.

import { get } from './people.mjs'

/** What an address asks for that makes another page of it; the rest (filters, ranks, pages of a list) does not. */
const TELLING = ['kiosque', 'sorte', 'campagne', 'action', 'constat', 'passage', 'fait']

/** What kind of page an address leads to: the names, ids and filters in it do not matter. */
export function shapeOf(address) {
  const { pathname, searchParams } = new URL(address, 'http://here')
  const parts = pathname.split('/').map((part, at, all) => {
    const isName = at > 1 && (all[at - 1] === 'd' || all[at - 1] === 'reglages')
    return isName || /^[a-z0-9]{12}$/.test(part) ? '*' : part
  })
  const asked = TELLING.filter((name) => searchParams.has(name))
  return parts.join('/') + (asked.length ? `?${asked.join('&')}` : '')
}

/** What a page is made of: its elements with their classes, and the fields it asks for. */
export function partsOf(text) {
  const parts = new Set()
  for (const [, tag, attributes] of text.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)>/g)) {
    const value = (name) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
    parts.add(`${tag}.${value('class')}[${value('type')}]`)
    if (/^(input|select|textarea)$/.test(tag)) parts.add(`${tag} ${value('name')}`)
  }
  return parts
}

/** What can be told from the text of a page: one h1, headings in order, no id twice, its language, words in place of keys. */
export function faultsIn(text, lang) {
  const faults = []
  const levels = [...text.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level))
  if (levels.filter((level) => level === 1).length !== 1) faults.push(`headings ${levels.join(' ')}`)
  levels.forEach((level, at) => {
    if (at > 0 && level > levels[at - 1] + 1) faults.push(`an h${level} after an h${levels[at - 1]}`)
  })
  const ids = [...text.matchAll(/<[^>]*\sid="([^"]*)"/g)].map(([, id]) => id)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  if (twice.length > 0) faults.push(`ids twice: ${twice}`)
  if (!/<title>[^<]+<\/title>/.test(text)) faults.push('no title')
  const said = /<html lang="([^"]*)"/.exec(text)?.[1]
  if (lang && said !== lang) faults.push(`in ${said}, not in ${lang}`)
  // French joins words too ("celle-ci", "quarante-cinq"), seldom three.
  const keys = [...text.matchAll(/>\s*([a-z][a-z0-9]*(?:-[a-z0-9]+){2,})\s*</g)].map(([, words]) => words)
  if (keys.length > 0) faults.push(`words that look like keys: ${[...new Set(keys)]}`)
  return faults
}

/** What would lose the reader's choices, on a page that was asked for in English and in large print. */
export function lookLostIn(text) {
  const faults = []
  const keeps = (address) => /[?&](amp;)?lang=en\b/.test(address) && /[?&](amp;)?grand=1\b/.test(address)
  // Files and pages made for paper have no such choices; the switches and the form of the account's language undo them.
  const free = /^\/(assets|api)\/|\.(csv|svg|png|pdf|json)\b|^\/travail\/moi\/langue/
  const ours = (address) => address.startsWith('/') && !free.test(address)
  for (const [, attributes] of text.replace(/<ul class="switches".*?<\/ul>/s, '').matchAll(/<a\b([^>]*)>/g)) {
    const href = /\shref="([^"]*)"/.exec(attributes)?.[1] ?? ''
    if (ours(href) && !keeps(href)) faults.push(`a link to ${href} loses the look`)
  }
  for (const [, attributes, inside] of text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const action = /\saction="([^"]*)"/.exec(attributes)?.[1] ?? ''
    // The browser replaces the query of a form sent by GET with its fields.
    const kept = attributes.includes('method="get"') ? /name="lang" value="en"/.test(inside) && /name="grand" value="1"/.test(inside) : keeps(action)
    if (ours(action) && !kept) faults.push(`a form to ${action} loses the look`)
  }
  return [...new Set(faults)]
}

/** The addresses of this site that a page links to. */
export function linksIn(text, from, url) {
  const found = []
  for (const [, href] of text.matchAll(/<a\b(?![^>]*rel="nofollow")[^>]*?\shref="([^"]*)"/g)) {
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
    // A role goes through the work pages alone: public pages are looked at as the public sees them.
    if (!isPage || (cookie && !path.startsWith('/travail'))) continue
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
