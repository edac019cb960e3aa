/** What `npm run sandbox` prints when the sandbox runs, and when it cannot. */
import type { Sandbox, SandboxOptions } from '../index.ts';

/** Why the sandbox did not start, in one sentence. */
export function explainFailure(error: unknown, options: SandboxOptions): string {
	const { code, message, port: taken } = error as NodeJS.ErrnoException & { port?: number };
	if (code === 'EADDRINUSE') {
		return `Port ${taken ?? ''} is already in use. Choose another with --port, --storage-port, --ftp-port, --skyfish-port or --skyfish-storage-port.`;
	}
	if (code === 'EACCES' && taken !== undefined) return `Port ${taken} may not be used.`;
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
		return `"${options.host}" is not an address of this machine.`;
	}
	if (message.includes('database is locked')) {
		return `The data folder ${options.dataFolder} is in use by another sandbox.`;
	}
	return `The data folder ${options.dataFolder} cannot be used: ${message}`;
}

/** What is said when the sandbox runs. */
export function welcome({ brightRiver, skyfish }: Sandbox, options: SandboxOptions): string {
	const lag = options.indexLagMs ?? (options.manual ? 0 : 500);
	const pace = options.manual
		? 'move only when told to: POST /_sandbox/jobs/ID/advance'
		: `stay ${(options.stageMs ?? 1000) / 1000} s in each status that passes by itself`;
	return `The sandbox is running. Stop it with Ctrl-C.

Bright River

  Board           ${brightRiver.boardUrl}
  API             ${brightRiver.url}
  Storage         ${brightRiver.storageUrl}
  FTP             port ${brightRiver.ftpPort}, as ${brightRiver.username} with the password ${brightRiver.password}
  Client token    ${brightRiver.clientToken}
  Session token   ${brightRiver.sessionToken}

  Data            ${options.dataFolder}
  Jobs            ${pace}
  Search          lags ${lag / 1000} s behind
  Second account  ${brightRiver.otherSessionToken} (a session that may not see the first one's jobs)

In n8n, make a credential "Bright River API" with the base URL ${brightRiver.url}
and the two tokens above. The board shows what happens, and changes it.

Skyfish

  Board           ${skyfish.boardUrl}
  API             ${skyfish.url}
  Storage         ${skyfish.storageUrl}
  Username        ${skyfish.username}
  Password        ${skyfish.password}
  API key         ${skyfish.apiKey}
  API secret      ${skyfish.apiSecret}
  Second user     ${skyfish.readerUsername}, ${skyfish.readerPassword} (may read, but hardly write)

In n8n, make a credential "Skyfish API" with the base URL ${skyfish.url}
and the four secrets above.
`;
}

/** The same for a program: one line of JSON. */
export function readyLine({ brightRiver, skyfish }: Sandbox, options: SandboxOptions): string {
	const { url, boardUrl, storageUrl, clientToken, sessionToken, otherSessionToken } = brightRiver;
	const ftp = {
		ftpPort: brightRiver.ftpPort,
		username: brightRiver.username,
		password: brightRiver.password,
	};
	const tokens = { clientToken, sessionToken, otherSessionToken };
	const facts = { url, boardUrl, storageUrl, ...tokens, ...ftp };
	const { username, password, apiKey, apiSecret, companyId, rootFolderId } = skyfish;
	const login = { username, password, apiKey, apiSecret, companyId, rootFolderId };
	return `${JSON.stringify({
		brightRiver: facts,
		skyfish: {
			url: skyfish.url,
			boardUrl: skyfish.boardUrl,
			storageUrl: skyfish.storageUrl,
			...login,
		},
		dataFolder: options.dataFolder,
	})}\n`;
}
