import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, onFreePort } from '../processes/freePort.ts';
import { installHost, type InstallHostOptions } from './installHost.ts';
import { installPackage } from './installPackage.ts';
import { n8nEnvironment } from './n8nEnvironment.ts';
import { findProjectFolder, projectNode } from '../checkout/projectFolder.ts';
import { logOf, startServer, type StartedServer } from '../processes/startServer.ts';

export interface StartN8nOptions extends InstallHostOptions {
	/** What n8n is to be: all of it, or in queue mode a worker; default `start`. */
	command?: 'start' | 'worker';
	/** Tarballs of `npm pack` to install into n8n before it starts. */
	tarballs?: string[];
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
		command: options.command ?? 'start',
		userFolder,
		temporary,
		env: options.env ?? {},
		port: options.port,
	});
	const giveUp = () => void server.stop();
	options.signal?.addEventListener('abort', giveUp);
	try {
		for (const tarball of options.tarballs ?? []) {
			await installPackage(tarball, userFolder, projectFolder);
		}
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
	command: 'start' | 'worker';
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
	private running: StartedServer | undefined;
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
		if (existsSync(this.logFile)) this.lastLog = logOf(this.logFile);
		return this.lastLog;
	}

	async start(): Promise<void> {
		const startOn = async (port: number) => {
			this.port = port;
			await this.startOnce();
		};
		if (this.settings.port === undefined) await onFreePort(startOn);
		else await startOn(this.settings.port);
	}

	async restart(): Promise<void> {
		if (this.running) throw new Error('n8n is still running: kill it before a restart.');
		await this.startOnce();
	}

	async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		await this.running?.end(signal);
		this.running = undefined;
	}

	async stop(): Promise<void> {
		await this.running?.stop('SIGTERM');
		this.running = undefined;
		if (this.settings.temporary) {
			// Whoever looks for the cause of a failure reads the log after the end.
			this.log();
			rmSync(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
		}
	}

	private async startOnce(): Promise<void> {
		const { projectFolder, n8nBin, version, command, userFolder, temporary, env } = this.settings;
		const { port } = this;
		const brokerPort = await freePort();
		this.running = startServer({
			name: command === 'start' ? 'n8n' : `The n8n ${command}`,
			command: projectNode(projectFolder),
			args: [n8nBin, command],
			projectFolder,
			cwd: userFolder,
			env: { ...n8nEnvironment({ version, projectFolder, userFolder, port, brokerPort }), ...env },
			logFile: this.logFile,
			removeWhenOrphaned: temporary ? [userFolder] : [],
			isReady: async () => await this.isReady(),
		});
		await this.running.ready;
	}

	private async isReady(): Promise<boolean> {
		// n8n 1 calls itself ready before it answers its editor.
		const paths = [
			'/healthz/readiness',
			...(this.settings.command === 'start' ? ['/rest/settings'] : []),
		];
		try {
			const answers = await Promise.all(paths.map(async (path) => await fetch(this.url + path)));
			return answers.every(({ ok }) => ok);
		} catch {
			return false;
		}
	}
}
