// The messages between a browser and a room. 0 and 1 are those of y-websocket; 16 to 18 are our own.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export const SYNC = 0
export const AWARENESS = 1
export const HELLO = 16
export const SAVED = 17
export const REJECT = 18

export const STEP_1 = 0
export const STEP_2 = 1
export const UPDATE = 2

export type Message =
  | { readonly type: typeof SYNC, readonly step: number, readonly data: Uint8Array<ArrayBuffer> }
  | { readonly type: typeof AWARENESS, readonly data: Uint8Array<ArrayBuffer> }
  | { readonly type: typeof HELLO, readonly epoch: string, readonly mayWrite: boolean }
  | { readonly type: typeof SAVED, readonly frames: number }
  | { readonly type: typeof REJECT, readonly frame: number, readonly code: string, readonly sentence: string }

/** Returns the message in a frame; null for a kind that is not known. */
export function parse (frame: ArrayBuffer): Message | null {
  const decoder = decoding.createDecoder(new Uint8Array(frame))
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case SYNC: return { type, step: decoding.readVarUint(decoder), data: decoding.readVarUint8Array(decoder) }
    case AWARENESS: return { type, data: decoding.readVarUint8Array(decoder) }
    case HELLO: return hello(decoder)
    case SAVED: return { type, frames: decoding.readVarUint(decoder) }
    case REJECT: return { type, frame: decoding.readVarUint(decoder), code: decoding.readVarString(decoder), sentence: decoding.readVarString(decoder) }
    default: return null
  }
}

function hello (decoder: decoding.Decoder): Message {
  decoding.readVarUint(decoder) // the protocol's version
  const { epoch, role } = JSON.parse(decoding.readVarString(decoder)) as { epoch: string, role: string }
  return { type: HELLO, epoch, mayWrite: role !== 'reader' }
}

/** Returns a sync frame. */
export const sync = (step: number, data: Uint8Array): Uint8Array<ArrayBuffer> => encoding.encode(encoder => {
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, data)
}) as Uint8Array<ArrayBuffer>

/** Returns a frame with awareness states. */
export const awareness = (states: Uint8Array): Uint8Array<ArrayBuffer> => encoding.encode(encoder => {
  encoding.writeVarUint(encoder, AWARENESS)
  encoding.writeVarUint8Array(encoder, states)
}) as Uint8Array<ArrayBuffer>
