/** The last calls to the service: when, what, and what came of it. */
import { byId, element, keepChildren } from './dom.ts';
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
}

const shown = 40;

export async function showCalls(): Promise<void> {
	const calls = await read<Call[]>(`calls?newest=${shown}`);
	const seen = new Map<string, number>();
	const keyOf = (call: Call) => {
		const key = `${call.startedAt} ${call.method} ${call.path}`;
		const times = (seen.get(key) ?? 0) + 1;
		seen.set(key, times);
		return `${key} ${times}`;
	};
	keepChildren(byId('calls'), calls, keyOf, callRow);
}

export function makeClearButton(): void {
	byId('clear-calls').addEventListener('click', () => {
		void act(async () => {
			await remove('requests');
			return 'The calls are forgotten.';
		});
	});
}

function callRow(call: Call): HTMLElement {
	return element(
		'li',
		{ class: 'call' },
		element('span', { class: 'answer', 'data-kind': kindOf(call) }, answerOf(call)),
		element('span', { class: 'path' }, element('b', {}, call.method), ` ${call.path}`),
		element(
			'span',
			{ class: 'soft facts' },
			[
				timeOf(call.startedAt),
				call.server === 'storage' ? 'storage' : 'API',
				call.duration === null ? 'running' : duration(call.duration),
			].join(' · '),
		),
	);
}

function answerOf({ status, duration: took }: Call): string {
	if (status !== null) return String(status);
	return took === null ? '…' : 'cut';
}

function kindOf({ status, duration: took }: Call): string {
	if (status === null) return took === null ? 'running' : 'bad';
	return status < 400 ? 'good' : status < 500 ? 'refused' : 'bad';
}
