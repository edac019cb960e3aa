import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from '../../../tools/processes/runCommand.ts';

const host = 'registry.npmjs.org';

/** npm's registry as n8n and its npm see it through {@link NpmRegistry.env}, with these packages alone. */
export interface NpmRegistry {
	/** What n8n has to be started with. */
	env: Record<string, string>;
	/** Paths of the registry that were asked for, in order. */
	asked: string[];
	/** Hosts other than the registry that n8n wanted to reach, and could not. */
	refused: Set<string>;
	stop(): Promise<void>;
}

/**
 * Stands in for npm's registry, by its own name: n8n takes another one only with a licence. It is
 * behind a proxy on this machine that lets nothing out, with a certificate that is made for it.
 *
 * @param tarballs what `npm pack` has made
 * @param folder for the certificate
 */
export async function startNpmRegistry(
	projectFolder: string,
	tarballs: string[],
	folder: string,
): Promise<NpmRegistry> {
	const certificate = join(folder, 'registry.pem');
	const key = join(folder, 'registry.key.pem');
	const what = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
	const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const files = ['-keyout', key, '-out', certificate];
	const words = ['req', '-x509', ...kind, ...what, ...files, '-days', '2'];
	await runCommand('openssl', words, { projectFolder, cwd: folder, env: process.env });

	const asked: string[] = [];
	const refused = new Set<string>();
	const answers = new Map<string, Buffer | object>();
	for (const tarball of tarballs) {
		const manifest = await manifestIn(tarball, projectFolder);
		for (const [path, answer] of answersFor(manifest, tarball)) answers.set(path, answer);
	}
	const answer = ({ url = '' }: IncomingMessage, response: ServerResponse) => {
		const path = new URL(url, `https://${host}`).pathname;
		asked.push(path);
		const found = answers.get(path);
		if (!found) return response.writeHead(404).end('{"error":"Not found"}');
		if (Buffer.isBuffer(found)) return response.end(found);
		return response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
	};

	const secure = createSecureServer(
		{ cert: readFileSync(certificate), key: readFileSync(key) },
		answer,
	);
	const proxy = createServer((request, response) => {
		// A client that does not build a tunnel asks the proxy for the whole address.
		const { hostname } = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
		if (hostname === host) return answer(request, response);
		refused.add(hostname);
		return response.writeHead(403).end();
	});
	proxy.on('connect', ({ url = '' }, socket) => {
		socket.on('error', () => socket.destroy());
		if (url === `${host}:443`) {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			secure.emit('connection', socket);
			return;
		}
		refused.add(url.replace(/:443$/, ''));
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const { port } = proxy.address() as AddressInfo;

	return {
		env: {
			HTTPS_PROXY: `http://127.0.0.1:${port}`,
			NODE_EXTRA_CA_CERTS: certificate,
			// Else npm asks for its own newest version, too.
			npm_config_update_notifier: 'false',
		},
		asked,
		refused,
		stop: async () => {
			proxy.closeAllConnections();
			secure.closeAllConnections();
			await promisify(proxy.close.bind(proxy))();
		},
	};
}

interface Manifest {
	name: string;
	version: string;
}

async function manifestIn(tarball: string, projectFolder: string): Promise<Manifest> {
	const words = ['-xzOf', tarball, 'package/package.json'];
	const options = { projectFolder, cwd: projectFolder, env: process.env };
	return JSON.parse(await runCommand('tar', words, options)) as Manifest;
}

/** What npm's registry answers about one version of a package, by path. */
function answersFor(manifest: Manifest, tarball: string): Array<[string, Buffer | object]> {
	const { name, version } = manifest;
	const content = readFileSync(tarball);
	const file = `/${name}/-/${basename(tarball)}`;
	const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
	const shasum = createHash('sha1').update(content).digest('hex');
	const dist = { tarball: `https://${host}${file}`, integrity, shasum };
	const published = { ...manifest, _id: `${name}@${version}`, dist };
	const all = { name, 'dist-tags': { latest: version }, versions: { [version]: published } };
	return [
		[`/${name}`, all],
		[`/${name}/latest`, published],
		[`/${name}/${version}`, published],
		[file, content],
	];
}
