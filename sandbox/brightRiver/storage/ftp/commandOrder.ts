/** The order of an FTP client's commands, which the library loses while a transfer ends. */

import type { Socket } from 'node:net';

/** The parts of a connection that the library's types leave out. */
export interface CommandConnection {
	commandSocket: Socket;
	commands: { handle(command: string): Promise<void> };
	/** What carries the bytes of the next transfer. */
	connector: Connector;
}

/** One that ends puts an empty one in its place, whose `connection` is then the ended one. */
interface Connector {
	connection: CommandConnection | Connector;
	end(): void;
}

/**
 * Each command is taken when the one before it is done, and a transfer that is over takes away no port but its own.
 * Without it, a PASV on the heels of a transfer lost its port ("No connector setup"), and a server without an owner
 * kept the process alive.
 */
export function takeInTurn(connection: CommandConnection): void {
	const { commands } = connection;
	const handle = commands.handle.bind(commands);
	let last: Promise<unknown> = Promise.resolve();
	commands.handle = async (command) => {
		const done = /^ABOR\b/i.test(command) ? handle(command) : last.then(() => handle(command));
		last = done.catch(() => undefined);
		return await done;
	};
	// A port that was still being opened when the client left.
	connection.commandSocket.once('close', () => void last.then(() => connection.connector.end()));

	let current = connection.connector;
	Object.defineProperty(connection, 'connector', {
		get: () => current,
		set(next: Connector) {
			if (next.connection === connection || next.connection === current) current = next;
		},
	});
}
