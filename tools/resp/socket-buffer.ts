/**
 * Reading into one's own memory. Node allocates 64 KiB for each read of a socket, hands it over as an event and leaves it to the collector; with
 * a buffer given once, a small request costs its server half as much time in user space. Node offers that (`onread`) for sockets that connect, not
 * for those that a server accepts: so the accepted connection is moved into a socket that has it.
 */
import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';

/** What Node knows of its own sockets and its declarations do not. */
interface Held {
  _handle: object | null;
}
type Options = SocketConstructorOpts & { readonly handle: object; readonly onread: OnReadOpts };

/**
 * The socket that goes on in place of `accepted`, which was accepted paused. `read` is told how many bytes stand in the buffer now. With
 * `allowHalfOpen` it can still be written to when the other side has said all that it has to say.
 */
export function withBuffer(
  accepted: Socket,
  buffer: Buffer,
  read: (length: number) => void,
  allowHalfOpen = false,
): Socket {
  const held = accepted as unknown as Held;
  const handle = held._handle;
  if (handle === null) return accepted;
  held._handle = null;
  // Only the shell goes; the server counts its connections by them.
  accepted.destroy();
  const onread: OnReadOpts = {
    buffer,
    callback: (length) => {
      read(length);
      return true;
    },
  };
  const options: Options = { handle, onread, allowHalfOpen };
  const socket = new Socket(options);
  socket.resume();
  return socket;
}
