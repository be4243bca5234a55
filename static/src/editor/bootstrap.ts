// What the server hands over with the page, and the template in it. The shapes are those of webapp/template.

export interface Choice { id: string; label: string; hint?: string }
export type DefaultVisibility = 'customer' | 'internal' | 'never'

export interface HeaderField {
  id: string
  label: string
  kind: 'text' | 'date' | 'choice' | 'person' | 'moment' | 'derived'
  visibility: DefaultVisibility
  hint?: string
  choices?: Choice[]
}

export interface ProseField {
  type: 'prose'
  id: string
  label: string
  hint?: string
  optional?: boolean
  heading?: boolean
  starts_as?: 'paragraph' | 'bullet'
  derived?: 'duration'
  soft_limit?: number
  visibility?: DefaultVisibility
}

export interface ColumnField {
  id: string
  label: string
  kind: 'text' | 'prose' | 'moment' | 'date' | 'choice' | 'check' | 'person'
  choices?: Choice[]
}

export interface FixedRow { id: string; values: Record<string, string>; visibility?: DefaultVisibility }

export interface TableField {
  type: 'table'
  id: string
  label: string
  layout: 'table' | 'checklist'
  adds_rows?: boolean
  row_noun?: string
  order?: 'time' | 'hand' | 'fixed'
  columns: ColumnField[]
  fixed_rows: FixedRow[]
}

export type ItemField = ProseField | TableField

export interface SectionField {
  id: string
  number: number
  title: string
  short: string
  visibility?: DefaultVisibility
  items: ItemField[]
}

export interface Template {
  version: number
  title_prefix: string
  header: HeaderField[]
  sections: SectionField[]
  milestones: Choice[]
}

export interface Bootstrap {
  number: number
  socket: string
  template: Template
  user: { id: number; name: string; color: string; mayWrite: boolean; mayApprove: boolean; mayAdmin: boolean }
  people: { name: string }[]
  csrf: string
  status: string
  isExample: boolean
  urls: { home: string; preview: string; export: string; review: string; distribution: string }
  publication: { slug: string; url: string } | null
}

/** Return what the server wrote into the page. */
export function readBootstrap(): Bootstrap {
  return JSON.parse(document.getElementById('bootstrap')?.textContent ?? '') as Bootstrap
}
