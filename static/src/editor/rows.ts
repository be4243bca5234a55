// Adding rows, taking them away and bringing them back.
import * as Y from 'yjs'
import type { Session } from '../sync/session'
import type { TableField } from './bootstrap'
import { orderBehind } from './content'

/** Add a row with some values and the words of its prose cells; return its id. */
export function addRow(session: Session, table: TableField, values: Record<string, string> = {}, prose: Record<string, string> = {}): string {
  const id = crypto.randomUUID()
  const rows = session.doc.getMap(table.id)
  session.edit(() => {
    const row = new Y.Map<unknown>(Object.entries({ ...(table.order === 'hand' && { order: orderBehind(rows) }), ...values }))
    for (const column of table.columns) {
      if (column.kind === 'prose') row.set(column.id, new Y.Text(prose[column.id] ? `${prose[column.id]}\n` : ''))
    }
    rows.set(id, row)
  })
  return id
}

/** Take a row away. It stays in the document with a stamp, so that a colleague's typing in it is not lost. */
export function deleteRow(session: Session, row: Y.Map<unknown>): () => void {
  session.edit(() => row.set('deleted', new Date().toISOString()))
  return () => restoreRow(session, row)
}

export function restoreRow(session: Session, row: Y.Map<unknown>): void {
  session.edit(() => row.delete('deleted'))
}
