import { tmpdir } from 'node:os';
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { startPostgres } from './support/postgres.ts';
import { startRedis } from './support/redis.ts';
import { MissingServerError } from './support/serverProgram.ts';

const environment = { ...process.env };

afterEach(() => {
	process.env = { ...environment };
});

const redis = async () => await startRedis(findProjectFolder(), tmpdir());
const postgres = async () => await startPostgres(findProjectFolder());

test.each([
	['Redis', redis, { REDIS_SERVER: '/nowhere/redis-server' }, /^REDIS_SERVER is "\/nowhere\/redis/],
	[
		'Postgres',
		postgres,
		{ POSTGRES_BIN: '/nowhere' },
		/^POSTGRES_BIN is "\/nowhere", and no initdb/,
	],
	['Redis', redis, { REDIS_SERVER: '', PATH: '' }, /^Queue mode needs Redis.*install redis-server/],
])(
	'%s that is not there is one message that says what to do',
	async (_, start, change, message) => {
		Object.assign(process.env, change);
		const starting = start();
		await expect(starting).rejects.toThrow(MissingServerError);
		await expect(starting).rejects.toThrow(message);
	},
);
