/** Does `work` for every item in parallel, each as soon as the items it comes after are done. */
export async function inOrder<T>(items: readonly T[], after: (item: T) => readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const begun = new Map<T, Promise<void>>()
  const begin = (item: T): Promise<void> => {
    const done = begun.get(item) ?? Promise.all(after(item).map(begin)).then(() => work(item))
    begun.set(item, done)
    return done
  }
  items.forEach(begin)
  const results = await Promise.allSettled(begun.values())
  const failure = results.find(result => result.status === 'rejected')
  if (failure)
    throw failure.reason
}
