/** GET that must answer 2xx with JSON. */
export async function getJson(url: string, timeout = 3000): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeout),
  })
  if (!response.ok)
    throw new Error(`${url} отвечает ${response.status}`)
  return response.json()
}
