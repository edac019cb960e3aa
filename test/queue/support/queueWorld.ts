import { randomBytes } from 'node:crypto';
import { findProjectFolder } from '../../../tools/checkout/projectFolder.ts';
import { startN8n, type N8nHost } from '../../../tools/n8n-host/n8nHost.ts';
import { temporaryFolder } from '../../../tools/world/temporaryFolder.ts';
import { startWorld, type World, type WorldOptions } from '../../../tools/world/world.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { startRedis, type Redis } from './redis.ts';

/** How long a `beforeAll` that starts it may take: the first one on a machine installs n8n. */
export const startingMs = 20 * 60_000;

/** How long its five servers may take to end, one after the other. */
export const stoppingMs = 120_000;

/** n8n in queue mode: `n8n` is the main process, which polls and answers; workers do the work. */
export interface QueueWorld extends World {
	workers: N8nHost[];
	/** A temporary folder, gone after `stop`. */
	folder: string;
}

/** Starts Redis, Postgres, n8n's main process and two workers, and the sandbox. */
export async function startQueueWorld(options: Partial<WorldOptions> = {}): Promise<QueueWorld> {
	const projectFolder = options.projectFolder ?? findProjectFolder();
	const tell = (line: string) => process.stderr.write(`${line}\n`);
	// Ended last started first: workers go before the database that they write to.
	const started = new AsyncDisposableStack();
	const stop = async () => await started.disposeAsync();
	try {
		const { path: folder } = started.use(temporaryFolder('queue-test-'));
		const postgres = await startPostgres(projectFolder);
		started.defer(postgres.stop);
		const redis = await startRedis(projectFolder, folder);
		started.defer(redis.stop);

		const env = { ...queueEnvironment(postgres, redis), ...options.env };
		const world = await startWorld({ projectFolder, tell, ...options, env });
		started.defer(world.stop);
		const workers: N8nHost[] = [];
		for (const name of ['first', 'second']) {
			tell(`Starting the ${name} worker.`);
			const { tarballs } = world;
			const worker = await startN8n({ projectFolder, command: 'worker', tarballs, env });
			started.defer(async () => await worker.stop());
			workers.push(worker);
		}
		return { ...world, workers, folder, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What all processes of one n8n have in common. */
function queueEnvironment(postgres: Postgres, redis: Redis): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		// Also what is started by hand, as `runNode` does it.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_DATABASE: postgres.database,
		// Every call of a node reads its credential: with two connections, n8n's own number, they queue.
		DB_POSTGRESDB_POOL_SIZE: '10',
		// Each of these readings would make a virtual machine for expressions, which it does not have.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		// A machine that is slow for a while has not lost its database.
		DB_PING_TIMEOUT_MS: '60000',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
	};
}
