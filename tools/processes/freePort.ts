import getPort from 'get-port';
import { createServer } from 'node:net';

const startAttempts = 3;

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	return await getPort({ host: '127.0.0.1' });
}

/**
 * Starts something on a free port. Somebody else can take the port first: then another one is tried,
 * as long as the error says that this was the reason.
 */
export async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await start(await freePort());
		} catch (error) {
			const portTaken = /already in use/i.test((error as Error).message);
			if (!portTaken || attempt === startAttempts) throw error;
		}
	}
}

/**
 * Why nothing can listen on this port of 127.0.0.1: the system's code, such as `EADDRINUSE` or
 * `EACCES`. Nothing when the port is free.
 */
export async function portProblem(port: number): Promise<string | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
	});
}
