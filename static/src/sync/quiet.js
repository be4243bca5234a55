// Stands in for lib0/logging, which Yjs uses for two hints to programmers and which brings a DOM library along.
export const print = () => {}
export const warn = message => console.warn(message)
export const BOLD = ''
export const UNBOLD = ''
export const ORANGE = ''
export const RED = ''
