import { connect } from 'node:net';
import { join } from 'node:path';
import { onFreePort } from '../../../tools/processes/freePort.ts';
import { startServer } from '../../../tools/processes/startServer.ts';
import { findProgram, foldersOnPath, isExecutable, MissingServerError } from './serverProgram.ts';

/** A Redis of our own, empty at the start, that keeps nothing on disk. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts Redis on a free port of 127.0.0.1, with the temporary `folder` for its log. The variable
 * REDIS_SERVER names another program than the `redis-server` on the PATH. Throws a
 * {@link MissingServerError} when there is none.
 */
export async function startRedis(projectFolder: string, folder: string): Promise<Redis> {
	const command = redisServer();
	return await onFreePort(async (port) => {
		const server = startServer({
			name: 'Redis',
			command,
			args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder],
			projectFolder,
			cwd: folder,
			env: process.env,
			logFile: join(folder, 'redis.log'),
			removeWhenOrphaned: [folder],
			isReady: async () => (await ask(port, 'PING')).startsWith('+PONG'),
		});
		const stop = async () => await server.stop('SIGTERM');
		try {
			await server.ready;
			return { port, stop };
		} catch (error) {
			await stop();
			throw error;
		}
	});
}

function redisServer(): string {
	const named = process.env.REDIS_SERVER;
	if (named) {
		if (isExecutable(named)) return named;
		throw new MissingServerError(
			`REDIS_SERVER is "${named}", and no program is there. Set it to the path of redis-server.`,
		);
	}
	const found = findProgram('redis-server', foldersOnPath());
	if (found) return found;
	throw new MissingServerError(
		'Queue mode needs Redis, and there is no redis-server on the PATH. Install it (Debian and ' +
			'Ubuntu: apt-get install redis-server), or set the environment variable REDIS_SERVER to its path.',
	);
}

/** Sends one command and gives the beginning of the answer; nothing when nobody answers. */
async function ask(port: number, command: string): Promise<string> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
		const answer = (text: string) => {
			socket.destroy();
			resolve(text);
		};
		socket.once('data', (data) => answer(data.toString()));
		socket.once('error', () => answer(''));
	});
}
