/** The storage's FTP server: files in and out by the account's own user name and password. */
import type { EventEmitter } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { FtpSrv } from 'ftp-srv';
import type { FileSystem, FtpConnection } from 'ftp-srv';
import type { BrightRiverService } from '../../domain/service.ts';
import { takeInTurn, type CommandConnection } from './commandOrder.ts';
import { JobFolders } from './jobFolders.ts';

/** The parts of the library that its types leave out. */
interface Inside {
	server: Server;
	connections: Record<string, Connection>;
}

type Connection = FtpConnection & CommandConnection;

export interface RunningFtp {
	port: number;
	/** Ends all connections; resolves when no port is held any more. */
	stop(): Promise<void>;
}

const silent = {
	child: () => silent,
	...{ trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
};

/** Listens; rejects when the port is taken. Port 0 takes any free one. */
export async function startFtp(service: BrightRiverService): Promise<RunningFtp> {
	const { host, ftpPort } = service.settings;
	/** By the client's address: the address of this machine that it came to. */
	const reachedAt = new Map<string, string>();
	const ftp = withoutSignals(
		() =>
			new SandboxFtp({
				url: `ftp://${host.includes(':') ? `[${host}]` : host}:${ftpPort}`,
				pasv_url: ((client: string) => reachedAt.get(client) ?? host) as unknown as string,
				// Any free port for each transfer.
				...{ pasv_min: 0, pasv_max: 0 },
				log: silent,
			}),
	);
	// The library's types know only three of its events.
	(ftp as EventEmitter).on('connect', ({ connection }: { connection: FtpConnection }) => {
		const { remoteAddress = '', localAddress = host } = ftp.control(connection);
		reachedAt.set(remoteAddress, localAddress.replace(/^::ffff:/, ''));
		takeInTurn(connection as Connection);
	});
	ftp.on('login', ({ connection, username, password }, resolve, reject) => {
		const account = service.accounts.find(
			(one) => one.username === username && one.password === password,
		);
		if (!account) return reject(new Error('The user name or password is not valid.'));
		const folders = new JobFolders(service, account, ftp.control(connection));
		return resolve({ fs: folders as unknown as FileSystem });
	});
	// A client that breaks off is its own affair.
	ftp.on('client-error', ignore);
	await ftp.listen();
	return {
		port: (ftp.inside.server.address() as AddressInfo).port,
		stop: async () => await ftp.close(),
	};
}

class SandboxFtp extends FtpSrv {
	get inside(): Inside {
		return this as unknown as Inside;
	}

	/** The connection that carries a client's commands. */
	control(connection: FtpConnection): Socket {
		return (connection as Connection).commandSocket;
	}

	/** As the library does it, without its timer, which would go on for a second. */
	override async disconnectClient(id: string): Promise<void> {
		const { connections } = this.inside;
		const connection = connections[id];
		delete connections[id];
		connection?.commandSocket.destroy();
	}
}

/** The library ends the whole process at these signals; that decision belongs to whoever runs the sandbox. */
function withoutSignals<T>(make: () => T): T {
	const signals = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;
	const before = signals.map((signal) => process.listeners(signal));
	const made = make();
	for (const [place, signal] of signals.entries()) {
		const added = process.listeners(signal).filter((one) => !before[place].includes(one));
		for (const listener of added) process.off(signal, listener);
	}
	return made;
}

function ignore(): void {
	// Nothing to do.
}
