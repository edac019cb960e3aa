import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts';
import { packPackages } from '../checkout/packPackages.ts';
import { startN8n, type N8nHost } from '../n8n-host/n8nHost.ts';
import { N8nRest, type Owner } from '../n8n-host/n8nRest.ts';
import { newOwner } from '../n8n-host/newOwner.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface WorldOptions {
	/** The checkout whose packages are tried. */
	projectFolder: string;
	/** The folder that n8n may write files to. */
	writableFolder?: string;
	/** n8n's port; default: any free one. */
	n8nPort?: number;
	sandbox?: SandboxOptions;
	/** What is there already, and ended by whoever made it. */
	given?: Pick<World, 'sandbox' | 'tarballs'>;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
	/** Gives up the start; once it stands, `stop` ends it. */
	signal?: AbortSignal;
	/** Gets a line for each step that takes its time; default: nobody. */
	tell?: (line: string) => void;
}

/** A real n8n with both packages in it, and the sandbox in place of Bright River. */
export interface World {
	n8n: N8nHost;
	/** n8n's REST API, signed in as the owner. */
	rest: N8nRest;
	owner: Owner;
	sandbox: Sandbox;
	/** The packages as they would be published. */
	tarballs: string[];
	/** The saved credential for the sandbox, as nodes refer to it. */
	credential: { id: string; name: string };
	/** Ends everything and removes what was made for it. May be called twice. */
	stop(): Promise<void>;
}

/** What a person would enter into a Bright River API credential for this sandbox. */
export function credentialData({ brightRiver }: Sandbox): Record<string, string> {
	const { clientToken, sessionToken, url } = brightRiver;
	return { clientToken, sessionToken, baseUrl: url };
}

/** Builds, packs, starts and fills in. What has been started is stopped again when a step fails. */
export async function startWorld(options: WorldOptions): Promise<World> {
	const { projectFolder, signal, tell = () => undefined } = options;
	// Ended last started first: n8n goes before the service that it talks to.
	const started = new AsyncDisposableStack();
	const stop = async () => await started.disposeAsync();
	try {
		const { sandbox, tarballs } = options.given ?? (await makeGround(started, options));
		tell('Starting n8n.');
		const n8n = await startN8n({
			projectFolder,
			tarballs,
			port: options.n8nPort,
			env: {
				...(options.writableFolder ? { N8N_RESTRICT_FILE_ACCESS_TO: options.writableFolder } : {}),
				...options.env,
			},
			onProgress: tell,
			signal,
		});
		started.defer(async () => await n8n.stop());

		const rest = new N8nRest(n8n.url);
		const owner = newOwner();
		await rest.setupOwner(owner);
		const { id, name } = await rest.createCredential({
			name: 'Bright River sandbox',
			type: 'brightRiverApi',
			data: credentialData(sandbox),
		});
		return { n8n, rest, owner, sandbox, tarballs, credential: { id, name }, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The sandbox, and the packages to be tried in n8n. */
async function makeGround(
	started: AsyncDisposableStack,
	{ projectFolder, signal, sandbox: options, tell = () => undefined }: WorldOptions,
): Promise<Pick<World, 'sandbox' | 'tarballs'>> {
	tell('Building and packing the packages.');
	const folder = started.use(temporaryFolder('bright-river-world-'));
	const tarballs = await packPackages(folder.path, projectFolder, signal);
	tell('Starting the sandbox.');
	const sandbox = await startSandbox({ dataFolder: join(folder.path, 'sandbox'), ...options });
	started.defer(async () => await sandbox.stop());
	return { sandbox, tarballs };
}
