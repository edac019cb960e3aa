import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { sendPhotos } from '../../tools/examples/sendPhotos.ts';
import { credentialData } from '../../tools/world/world.ts';
import { ourNode } from '../../tools/checkout/packages.ts';
import { activateExample, executionsOf } from './support/examples.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { logStatuses } from './support/statusLog.ts';

let world: HostWorld;

beforeAll(async () => {
	// Jobs move when the test says so: then every status can be waited for.
	world = await startHostWorld({ sandbox: { manual: true } });
}, startingMs);

afterAll(async () => await world?.stop());

test('n8n has loaded all nodes of the packed packages, two of them as tools for AI agents too', async () => {
	const nodes = (await world.rest.nodeTypes()).filter(({ name }) => ourNode(name));
	const names = nodes.map(({ name }) => ourNode(name));
	expect(names).toEqual(
		expect.arrayContaining([
			'brightRiver',
			'brightRiverTool',
			'brightRiverTrigger',
			'skyfish',
			'skyfishTool',
			'skyfishTrigger',
		]),
	);
	for (const node of nodes) expect(node.credentials).toBeDefined();
});

describe('the credential test', () => {
	const testOf = async (change: Record<string, string>) =>
		await world.rest.saveAndTestCredential({
			name: 'Bright River',
			type: 'brightRiverApi',
			data: { ...credentialData(world.sandbox), ...change },
		});

	test('accepts the right tokens', async () => {
		expect(await testOf({})).toMatchObject({ status: 'OK' });
	});

	// n8n 1 loses the answer before it has compared it with our words, and says its own.
	const refused = { from2: /did not accept the tokens/, in1: /Authorization failed/ };

	test.each([
		['a wrong session token', { sessionToken: 'wrong' }, refused],
		['a wrong client token', { clientToken: 'wrong' }, refused],
		[
			'an address where nobody answers',
			{ baseUrl: 'http://127.0.0.1:1' },
			{ from2: /ECONNREFUSED/, in1: /refused the connection/ },
		],
	])('refuses %s, and says why', async (_, change, why) => {
		const { status, message } = await testOf(change);
		expect(status).toBe('Error');
		expect(message).toMatch(world.n8n.version.startsWith('1.') ? why.in1 : why.from2);
	});
});

test('photos go out through the form and come back edited, with every status seen once', async () => {
	const { brightRiver } = world.sandbox;
	const photos = await makeSamplePhotos(join(world.folder, 'originals'));
	const statusLog = await logStatuses(world);
	const ids = {
		send: await activateExample(world, 'send-photos'),
		accept: await activateExample(world, 'accept-offers', { mostFiles: photos.length }),
		collect: await activateExample(world, 'collect-results'),
	};

	const advanceTo = async (last: string) => {
		let status: string;
		do {
			status = await brightRiver.advance(job.id);
			await statusLog.waitFor(job.id, status);
		} while (status !== last);
	};

	await sendPhotos(world.n8n.url, { name: 'Autumn', instructions: 'Clip the products', photos });
	const [sent] = await executionsOf(world, ids.send, 1);
	expect(sent.status).toBe('success');
	const [job] = brightRiver.jobs();
	expect(job).toMatchObject({ name: 'Autumn', fileCount: photos.length });

	await statusLog.waitFor(job.id, 'CJ_REQUEST_OFFER');
	await advanceTo('CJ_REVIEWED2');
	expect(await brightRiver.advance(job.id)).toBe('CJ_NEED_ACCEPTANCE');
	const [accepted] = await executionsOf(world, ids.accept, 1);
	expect(accepted.status).toBe('success');
	await statusLog.waitFor(job.id, 'CJ_ACCEPT');
	await advanceTo('CJ_NOTIFIED_WORK_DN');

	const history = brightRiver.history(job.id).map(({ status }) => status);
	const seen = await statusLog.seen(job.id);
	// In order, and each once.
	expect(seen).toEqual(history.filter((status) => seen.includes(status)));
	// The workflows leave these two at once: a look, once a second, can fall behind them.
	const lasting = history.filter((status) => !['CJ_NEW', 'CJ_NEED_ACCEPTANCE'].includes(status));
	expect(seen).toEqual(expect.arrayContaining(lasting));

	const [collected] = await executionsOf(world, ids.collect, 1);
	expect(collected.status).toBe('success');
	const names = photos.map(({ name }) => `${job.id}-${name}`);
	expect(readdirSync(world.resultsFolder).sort()).toEqual(names.sort());
	for (const { name, path } of photos) {
		const original = readFileSync(path);
		const edited = readFileSync(join(world.resultsFolder, `${job.id}-${name}`));
		expect(edited.equals(original)).toBe(false);
		await expect(sharp(edited, { failOn: 'error' }).stats()).resolves.toBeDefined();
		expect(await exifr.parse(edited)).toMatchObject({ Model: 'Example Studio Camera' });
	}
	// Each group was entered once, so each workflow was started once.
	for (const id of Object.values(ids)) expect(await world.rest.listExecutions(id)).toHaveLength(1);
}, 180_000);
