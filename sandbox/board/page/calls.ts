/** The last calls to the service: when, what, and what came of it. */
import { byId, html, show } from './html.ts';
import type { View } from './html.ts';
import { act } from './live.ts';
import { read, remove } from './server.ts';
import { duration, timeOf } from './words.ts';

interface Call {
	server: string;
	method: string;
	path: string;
	status: number | null;
	startedAt: number;
	duration: number | null;
	times: number;
}

const shown = 40;

export async function showCalls(): Promise<void> {
	const calls = await read<Call[]>(`calls?newest=${shown}`);
	const seen = new Map<string, number>();
	const keyOf = (call: Call) => {
		// A line that counts stays where it is, only its count changes.
		const since = call.times > 1 ? '' : call.startedAt;
		const key = `${since} ${call.method} ${call.path} ${call.status}`;
		const times = (seen.get(key) ?? 0) + 1;
		seen.set(key, times);
		return `${key} ${times}`;
	};
	show(
		'calls',
		calls.map((call) => callRow(keyOf(call), call)),
	);
}

export function listenToClear(): void {
	byId('clear-calls').addEventListener('click', () => {
		void act(async () => {
			await remove('requests');
			return 'The calls are forgotten.';
		});
	});
}

function callRow(key: string, call: Call): View {
	const { server, method, path, startedAt, times } = call;
	const took = call.duration === null ? 'running' : duration(call.duration);
	const often = times > 1 ? [`${times}\u00a0times`] : [];
	const facts = [timeOf(startedAt), server === 'storage' ? 'storage' : 'API', took, ...often];
	return html`
		<li key=${key} class="call">
			<span class="answer" data-kind=${kindOf(call)}>${answerOf(call)}</span>
			<span class="path"><b>${method}</b> ${path}</span>
			<span class="soft facts">${facts.join(' · ')}</span>
		</li>
	`;
}

function answerOf({ status, duration: took }: Call): string {
	if (status !== null) return String(status);
	return took === null ? '…' : 'cut';
}

function kindOf({ status, duration: took }: Call): string {
	if (status === null) return took === null ? 'running' : 'bad';
	return status < 400 ? 'good' : status < 500 ? 'refused' : 'bad';
}
