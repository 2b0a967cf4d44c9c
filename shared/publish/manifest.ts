import { colour } from '../components/tokens.ts'
import { icons } from './icons.ts'

/** Below the site's base. */
export const manifestFile = 'manifest.webmanifest'

/**
 * The installed course. Every address is relative to the manifest, so that it holds under any base.
 * @see https://www.w3.org/TR/appmanifest/
 */
export function webManifest(): object {
  return {
    id: './',
    name: 'Debezium в production',
    short_name: 'Курс Debezium',
    description: 'Открытый курс по Debezium для инженеров данных. Читается без сети, прогресс хранится в браузере',
    lang: 'ru',
    dir: 'ltr',
    start_url: './roadmap',
    scope: './',
    display: 'standalone',
    theme_color: colour('page', 'light'),
    background_color: colour('page', 'light'),
    categories: ['education', 'books'],
    icons: icons.filter(i => i.file !== 'apple-touch-icon.png').map(({ file, size, purpose }) => ({ src: `./icons/${file}`, sizes: `${size}x${size}`, type: 'image/png', purpose })),
    shortcuts: [
      { name: 'Дорожная карта', url: './roadmap' },
      { name: 'Глоссарий', url: './glossary' },
      { name: 'Неполадки', url: './troubleshooting' },
    ],
  }
}
