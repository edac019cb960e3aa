import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { ourNode, packageNames } from '../../tools/checkout/packages.ts';
import { packPackages } from '../../tools/checkout/packPackages.ts';
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { startN8n, type N8nHost } from '../../tools/n8n-host/n8nHost.ts';
import { N8nRest } from '../../tools/n8n-host/n8nRest.ts';
import { newOwner } from '../../tools/n8n-host/newOwner.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { temporaryFolder } from '../../tools/world/temporaryFolder.ts';
import { credentialData } from '../../tools/world/world.ts';
import { startingMs } from './support/hostWorld.ts';
import { startNpmRegistry, type NpmRegistry } from './support/npmRegistry.ts';
import { byId } from './support/operations.ts';
import { runNode } from './support/runNode.ts';
import { createSkyfishCredential } from '../../tools/world/skyfishCredential.ts';

const [brightRiver, skyfish] = packageNames;
const started = new AsyncDisposableStack();
let registry: NpmRegistry;
let sandbox: Sandbox;
let n8n: N8nHost;
let rest: N8nRest;

beforeAll(async () => {
	const projectFolder = findProjectFolder();
	const { path: folder } = started.use(temporaryFolder('community-packages-'));
	registry = await startNpmRegistry(
		projectFolder,
		await packPackages(folder, projectFolder),
		folder,
	);
	started.defer(registry.stop);
	sandbox = await startSandbox({ dataFolder: join(folder, 'sandbox'), manual: true });
	started.defer(async () => await sandbox.stop());
	n8n = await startN8n({ projectFolder, env: registry.env });
	started.defer(async () => await n8n.stop());
	rest = new N8nRest(n8n.url);
	await rest.setupOwner(newOwner());
}, startingMs);

afterAll(async () => await started.disposeAsync());

/** "Settings > Community nodes > Install". @returns the nodes that n8n says it has installed */
async function install(name: string): Promise<string[]> {
	const { installedNodes } = await rest.call<{ installedNodes: Array<{ type: string }> }>(
		'POST',
		'/rest/community-packages',
		{ name },
	);
	return installedNodes.map(({ type }) => type).sort();
}

const uninstall = async (name: string) =>
	await rest.call('DELETE', `/rest/community-packages?name=${name}`);

/** Waits until of our nodes n8n offers just these, those it makes tools of aside. */
async function offersOnly(...types: string[]): Promise<void> {
	let offered: string[] = [];
	await waitUntil(
		`n8n to offer ${types.join(', ') || 'none of our nodes'}`,
		async () => {
			// While n8n writes its list anew, what it sends is cut off.
			const all = await rest.nodeTypes().catch(() => undefined);
			if (!all) return false;
			const ours = all.map(({ name }) => name).filter((name) => ourNode(name));
			offered = ours.filter((name) => !name.endsWith('Tool')).sort();
			return offered.join() === types.join();
		},
		{ timeoutMs: 30_000, describe: () => `It offers ${offered.join(', ')}.` },
	);
}

const nodesOf = (name: string, node: string) => [`${name}.${node}`, `${name}.${node}Trigger`];

/** Creates a job at Bright River and reads it back. */
async function doBrightRiversJob(): Promise<void> {
	const credential = await rest.createCredential({
		name: 'Bright River sandbox',
		type: 'brightRiverApi',
		data: credentialData(sandbox),
	});
	const world = { rest, credential };
	const [{ json: created }] = await runNode(world, {
		resource: 'job',
		operation: 'create',
		name: 'Autumn shoes',
		description: 'Clip the product',
	});
	const [{ json }] = await runNode(world, {
		resource: 'job',
		operation: 'get',
		jobId: byId(created.id),
	});
	expect(json).toMatchObject({ id: created.id, name: 'Autumn shoes' });
}

/** Reads a photo's entry in Skyfish. */
async function doSkyfishsJob(): Promise<void> {
	const { id, name } = await createSkyfishCredential({ rest, sandbox });
	const folderId = sandbox.skyfish.addFolder('Autumn');
	const mediaId = await sandbox.skyfish.addMedia({ folderId, fileName: 'shoe.jpg', title: 'Shoe' });
	const [{ json }] = await runNode(
		{ rest, credential: { id, name } },
		{ resource: 'media', operation: 'get', mediaId: byId(mediaId) },
		{ type: 'skyfish', credentials: { skyfishApi: { id, name } } },
	);
	expect(json).toMatchObject({ id: String(mediaId), filename: 'shoe.jpg' });
}

test('the package of Bright River, alone, installs as any community package and does its job', async () => {
	expect(await install(brightRiver)).toEqual(nodesOf(brightRiver, 'brightRiver'));
	await offersOnly(...nodesOf(brightRiver, 'brightRiver'));
	await doBrightRiversJob();
	await uninstall(brightRiver);
	await offersOnly();
}, 120_000);

test('the package of Skyfish, alone, too', async () => {
	expect(await install(skyfish)).toEqual(nodesOf(skyfish, 'skyfish'));
	await offersOnly(...nodesOf(skyfish, 'skyfish'));
	await doSkyfishsJob();
}, 120_000);

test('side by side each does its job', async () => {
	await install(brightRiver);
	await offersOnly(...nodesOf(brightRiver, 'brightRiver'), ...nodesOf(skyfish, 'skyfish'));
	await doBrightRiversJob();
	await doSkyfishsJob();
}, 120_000);

test('n8n got them from the registry, and nothing from anywhere else', () => {
	for (const name of packageNames) {
		expect(registry.asked).toContain(`/${name}/latest`);
		expect(registry.asked.some((path) => path.startsWith(`/${name}/-/`))).toBe(true);
	}
	const others = registry.asked.filter(
		(path) => !packageNames.some((name) => path.startsWith(`/${name}`)),
	);
	expect(others).toEqual([]);
	// n8n asks its own service whether a package is banned, and goes on without an answer.
	expect([...registry.refused]).toEqual(['api.n8n.io']);
});
