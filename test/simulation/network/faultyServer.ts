import type { ServerResponse } from 'node:http';
import { startRawServer } from '../../engine/support/rawServer';
import { Activity } from './activity';
import type { PlannedFault } from './fault';
import { jsonOrText } from './service';
import type { Answer, Service } from './service';

/** A real server in front of a model of a service, with the faults of the simulated network. */
export interface FaultyServer {
	url: string;
	/** How often it was asked since the last `use`. */
	readonly requests: number;
	use(service: Service, planned: PlannedFault[]): void;
	stop(): Promise<void>;
}

/** How often a byte comes of an answer that drips, in ms. */
const DRIP_MS = 50;

export async function startFaultyServer(): Promise<FaultyServer> {
	let service: Service | undefined;
	let activity = new Activity('real', '', 1);
	const drips = new Set<NodeJS.Timeout>();
	const server = await startRawServer(({ call, headers, body }, response) => {
		const fault = activity.send(Date.now());
		const [method, path] = call.split(' ');
		const own = (): Answer =>
			service!({
				activity,
				method,
				url: new URL(path, server.url),
				headers: headers as Record<string, string>,
				body: Buffer.from(body),
			});
		if (!fault) return send(response, own());
		const answer = fault.acts ? own() : undefined;
		switch (fault.end.kind) {
			case 'answer':
				return send(response, filled(fault.end, String(headers['x-session-token'])));
			case 'cut': {
				const { status, body: whole } = answer!;
				const text = JSON.stringify(whole ?? {});
				response.writeHead(status === 204 ? 200 : status, { 'content-length': text.length + 9 });
				response.write(text, () => response.socket?.destroy());
				return;
			}
			case 'drip':
				response.writeHead(200, { 'content-type': 'application/json' });
				drips.add(setInterval(() => response.write(' '), DRIP_MS));
				return;
			case 'hang':
				return;
			default:
				response.socket?.resetAndDestroy();
		}
	});
	return {
		url: server.url,
		get requests() {
			return activity.requests;
		},
		use(next, planned) {
			service = next;
			activity = new Activity('real', '', 1, planned);
		},
		async stop() {
			for (const drip of drips) clearInterval(drip);
			await server.stop();
		},
	};
}

function send(response: ServerResponse, answer: Answer): void {
	const { content, type } = jsonOrText(answer.body);
	response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(content);
}

function filled(answer: Answer, secret: string): Answer {
	const text = JSON.stringify(answer.body ?? '').replaceAll('{secret}', secret);
	return { ...answer, body: JSON.parse(text) as unknown };
}
