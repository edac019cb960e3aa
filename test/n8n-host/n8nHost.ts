import {
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import { installHost, type InstallHostOptions } from './installHost.ts';
import { installPackage } from './installPackage.ts';
import { n8nEnvironment } from './n8nEnvironment.ts';
import { findProjectFolder, projectNode } from './projectFolder.ts';
import { startGuarded, type GuardedProcess } from './startGuarded.ts';
import { waitUntil } from './waitUntil.ts';

const readyWithinMs = 120_000;
const politeStopMs = 10_000;
const startAttempts = 3;
const shownLogLines = 30;

export interface StartN8nOptions extends InstallHostOptions {
	/** A tarball of `npm pack` to install into n8n before it starts. */
	tarball?: string;
	/** n8n's folder, kept afterwards; default: a fresh temporary one, removed by `stop`. */
	userFolder?: string;
	/** More environment variables for n8n. */
	env?: Record<string, string>;
	/** Default: a free one. */
	port?: number;
	/** Gives up the start; once n8n is ready, `stop` ends it. */
	signal?: AbortSignal;
}

/** A running n8n of our own. */
export interface N8nHost {
	/** Where it answers, such as `http://127.0.0.1:49152`, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly version: string;
	readonly userFolder: string;
	/** Everything n8n has written to its console so far; also to be had after `stop`. */
	log(): string;
	/** Ends n8n and all it started at once, as a crash would; the user folder stays for `restart`. */
	kill(signal?: NodeJS.Signals): Promise<void>;
	/** Starts n8n again on the same port and user folder, after `kill`. */
	restart(): Promise<void>;
	/** Ends n8n and removes the user folder if it was a temporary one. May be called twice. */
	stop(): Promise<void>;
}

/**
 * Starts a real n8n, installing it first if need be, and waits until it is ready. It ends with this
 * process at the latest, however that ends. Throws with n8n's last lines when it does not come up.
 */
export async function startN8n(options: StartN8nOptions = {}): Promise<N8nHost> {
	const projectFolder = options.projectFolder ?? findProjectFolder();
	const { n8nBin, version } = await installHost({ ...options, projectFolder });
	const temporary = options.userFolder === undefined;
	const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'n8n-host-'));
	mkdirSync(userFolder, { recursive: true });

	const server = new N8nServer({
		projectFolder,
		n8nBin,
		version,
		userFolder,
		temporary,
		env: options.env ?? {},
		port: options.port,
	});
	const giveUp = () => void server.stop();
	options.signal?.addEventListener('abort', giveUp);
	try {
		if (options.tarball) await installPackage(options.tarball, userFolder, projectFolder);
		await server.start();
		return server;
	} catch (error) {
		await server.stop();
		options.signal?.throwIfAborted();
		throw error;
	} finally {
		options.signal?.removeEventListener('abort', giveUp);
	}
}

interface ServerSettings {
	projectFolder: string;
	n8nBin: string;
	version: string;
	userFolder: string;
	temporary: boolean;
	env: Record<string, string>;
	port: number | undefined;
}

class N8nServer implements N8nHost {
	port = 0;
	readonly version: string;
	readonly userFolder: string;
	private readonly settings: ServerSettings;
	private readonly logFile: string;
	private running: GuardedProcess | undefined;
	private lastLog = '';

	constructor(settings: ServerSettings) {
		this.settings = settings;
		this.version = settings.version;
		this.userFolder = settings.userFolder;
		this.logFile = join(settings.userFolder, 'n8n.log');
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	log(): string {
		if (existsSync(this.logFile)) this.lastLog = readFileSync(this.logFile, 'utf8');
		return this.lastLog;
	}

	/** A free port can be taken by somebody else before n8n has it: then another one is tried. */
	async start(): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			this.port = this.settings.port ?? (await freePort());
			try {
				return await this.startOnce();
			} catch (error) {
				const portTaken = /port \d+ is already in use/i.test((error as Error).message);
				const mayChoose = this.settings.port === undefined && attempt < startAttempts;
				if (!portTaken || !mayChoose) throw error;
			}
		}
	}

	async restart(): Promise<void> {
		if (this.running) throw new Error('n8n is still running: kill it before a restart.');
		await this.startOnce();
	}

	async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		const { running } = this;
		if (!running) return;
		running.signal(signal);
		await running.ended;
		this.running = undefined;
	}

	async stop(): Promise<void> {
		const { running } = this;
		if (running) {
			const impatient = setTimeout(() => running.signal('SIGKILL'), politeStopMs);
			await this.kill('SIGTERM');
			clearTimeout(impatient);
		}
		if (this.settings.temporary) {
			// Whoever looks for the cause of a failure reads the log after the end.
			this.log();
			rmSync(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
		}
	}

	private async startOnce(): Promise<void> {
		const { projectFolder, n8nBin, userFolder, temporary } = this.settings;
		const alreadyLogged = this.log().length;
		const logFile = openSync(this.logFile, 'a');
		try {
			this.running = startGuarded(projectNode(projectFolder), [n8nBin, 'start'], {
				projectFolder,
				cwd: userFolder,
				env: {
					...n8nEnvironment({
						projectFolder,
						userFolder,
						port: this.port,
						brokerPort: await freePort(),
					}),
					...this.settings.env,
				},
				output: logFile,
				removeWhenOrphaned: temporary ? [userFolder] : [],
			});
		} finally {
			closeSync(logFile);
		}
		let end: string | undefined;
		void this.running.ended.then(
			({ code, signal }) => (end = signal ? `was ended by ${signal}` : `ended with code ${code}`),
			(error: Error) => (end = `could not be started (${error.message})`),
		);
		const lastLines = () =>
			this.log().slice(alreadyLogged).trimEnd().split('\n').slice(-shownLogLines);
		await waitUntil(
			'n8n to be ready',
			async () => {
				if (end === undefined) return await this.isReady();
				this.running = undefined;
				throw new Error(
					`n8n ${end} before it was ready. Its last lines:\n${lastLines().join('\n')}`,
				);
			},
			{ timeoutMs: readyWithinMs, describe: () => `Its last lines:\n${lastLines().join('\n')}` },
		);
	}

	private async isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/healthz/readiness`)).ok;
		} catch {
			return false;
		}
	}
}
