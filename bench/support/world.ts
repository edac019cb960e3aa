import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packPackages } from '../../tools/checkout/packPackages.ts';
import { startN8n, type N8nHost } from '../../tools/n8n-host/n8nHost.ts';
import { N8nRest } from '../../tools/n8n-host/n8nRest.ts';
import { newOwner } from '../../tools/n8n-host/newOwner.ts';
import { temporaryFolder } from '../../tools/world/temporaryFolder.ts';
import { floorVariable, writeFloorNodes } from './floorNodes.ts';
import { SandboxProcess } from './sandboxProcess.ts';

/** A saved credential, as nodes refer to it. */
export type CredentialReference = { id: string; name: string };

/** A sandbox and the credentials that open it. */
export interface Service {
	sandbox: SandboxProcess;
	/** Our own. */
	brightRiver: CredentialReference;
	/** The same tokens as a person gives them to the HTTP Request node: n8n's "Custom Auth". */
	customAuth: CredentialReference;
	/** That of the sandbox's Skyfish. */
	skyfish: CredentialReference;
}

export interface BenchWorldOptions {
	projectFolder: string;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
	/** Gets a line for each step that takes its time. */
	tell: (line: string) => void;
}

/** A real n8n that keeps files on disk, with the packages as they would be published. */
export class BenchWorld {
	readonly projectFolder: string;
	readonly tell: (line: string) => void;
	/** For files; n8n may read them. Gone at the end. */
	readonly folder: string;
	readonly n8n: N8nHost;
	/** The packages as `npm publish` would send them. */
	readonly tarballs: string[];
	readonly rest: N8nRest;
	private services = 0;
	private readonly started: AsyncDisposableStack;

	private constructor(
		{ projectFolder, tell }: BenchWorldOptions,
		folder: string,
		tarballs: string[],
		n8n: N8nHost,
		started: AsyncDisposableStack,
	) {
		this.projectFolder = projectFolder;
		this.tell = tell;
		this.folder = folder;
		this.tarballs = tarballs;
		this.n8n = n8n;
		this.rest = new N8nRest(n8n.url);
		this.started = started;
	}

	/** Builds, packs and starts; what has been started is stopped again when a step fails. */
	static async start(options: BenchWorldOptions): Promise<BenchWorld> {
		const { projectFolder, tell } = options;
		// Ended last started first.
		const started = new AsyncDisposableStack();
		try {
			const { path: folder } = started.use(temporaryFolder('bright-river-bench-'));
			tell('Building and packing the packages.');
			const tarballs = await packPackages(folder, projectFolder);
			tell('Starting n8n.');
			const n8n = await startN8n({
				projectFolder,
				tarballs,
				env: {
					N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
					N8N_RESTRICT_FILE_ACCESS_TO: folder,
					[floorVariable]: writeFloorNodes(folder),
					...options.env,
				},
				onProgress: tell,
			});
			started.defer(async () => await n8n.stop());
			const world = new BenchWorld(options, folder, tarballs, n8n, started);
			await world.rest.setupOwner(newOwner());
			return world;
		} catch (error) {
			await started.disposeAsync();
			throw error;
		}
	}

	/** A sandbox of its own for a case, and credentials for it. */
	async startService(): Promise<Service> {
		const number = ++this.services;
		const dataFolder = join(this.folder, `sandbox-${number}`);
		mkdirSync(dataFolder);
		const sandbox = await SandboxProcess.start(this.projectFolder, dataFolder);
		this.started.defer(async () => await sandbox.stop());
		const { clientToken, sessionToken, url, headers } = sandbox;
		const brightRiver = await this.rest.createCredential({
			name: `Sandbox ${number}`,
			type: 'brightRiverApi',
			data: { clientToken, sessionToken, baseUrl: url },
		});
		const customAuth = await this.rest.createCredential({
			name: `Sandbox ${number}, custom auth`,
			type: 'httpCustomAuth',
			data: { json: JSON.stringify({ headers }) },
		});
		const skyfish = await this.rest.createCredential({
			name: `Sandbox ${number}, Skyfish`,
			type: 'skyfishApi',
			data: sandbox.skyfish.login,
		});
		return {
			sandbox,
			brightRiver: reference(brightRiver),
			customAuth: reference(customAuth),
			skyfish: reference(skyfish),
		};
	}

	/** The same n8n, started again: nothing of an earlier run is in its memory. */
	async restartN8n(): Promise<void> {
		// Asked to, not killed: after a crash n8n waits for ten seconds before it starts.
		await this.n8n.kill('SIGTERM');
		await this.n8n.restart();
	}

	/** Ends everything and removes what was made for it. */
	async stop(): Promise<void> {
		await this.started.disposeAsync();
	}
}

function reference({ id, name }: CredentialReference): CredentialReference {
	return { id, name };
}
