/** Sends the calls of a service and records each of them. */
import { codeIn, parsed } from './call.ts';
import type { Answer } from './call.ts';
import { CheckError } from './checkError.ts';
import type { Session } from './session.ts';
import { differences, shapeOf } from './shape.ts';
import type { Shape } from './shape.ts';

export interface Sending {
	/** What fills the braces of the path. */
	path?: Record<string, string | number>;
	/** After the path, encoded already. */
	query?: string;
	body?: unknown;
	/** A kind of thing and its id, for the report. */
	about?: [string, number | string];
	/** Statuses that are an answer too, here: what is asked is whether the service refuses. */
	alsoFine?: number[];
}

export interface ServiceFacts {
	name: string;
	key: string;
	baseUrl: string;
	shapes: Record<string, Shape>;
	/** What a 401 means. */
	unauthorized: string;
}

export class Caller {
	readonly session: Session;
	readonly facts: ServiceFacts;
	/** The secrets; they go to the base URL's origin only. */
	headers: Record<string, string>;

	constructor(session: Session, facts: ServiceFacts, headers: Record<string, string>) {
		this.session = session;
		this.facts = facts;
		this.headers = headers;
	}

	/** Sends one call, such as `GET /jobs/{jobId}`; throws when the host or the tokens are wrong. */
	async send(call: string, sending: Sending = {}): Promise<Answer> {
		this.session.goOn();
		const [method, template] = call.split(' ');
		const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
			encodeURIComponent(String(sending.path?.[name])),
		);
		const hasBody = method === 'POST' || method === 'PUT';
		const start = Date.now();
		const answer = await this.fetch(`${this.facts.baseUrl}${path}${sending.query ?? ''}`, {
			method,
			headers: {
				...this.headers,
				Accept: 'application/json',
				...(hasBody && { 'Content-Type': 'application/json' }),
			},
			body: hasBody ? JSON.stringify(sending.body ?? {}) : undefined,
			redirect: 'manual',
			signal: this.session.signal(),
		});
		this.record(call, sending, answer, Date.now() - start);
		if (answer.status === 401) throw new CheckError(this.facts.unauthorized);
		return answer;
	}

	private async fetch(url: string, request: RequestInit): Promise<Answer> {
		try {
			const response = await fetch(url, request);
			const text = await response.text();
			const { status, ok, headers } = response;
			return { status, ok, headers, text, json: parsed(text) };
		} catch (error) {
			this.session.goOn();
			throw new CheckError(`${this.facts.name} cannot be reached: ${whyUnreachable(error)}`);
		}
	}

	private record(call: string, sending: Sending, answer: Answer, ms: number): void {
		const { session, facts } = this;
		const { about, alsoFine = [] } = sending;
		const { status, json } = answer;
		const shape = json === undefined ? null : shapeOf(json);
		const documented = facts.shapes[call];
		const ok = answer.ok || alsoFine.includes(status);
		const compared = answer.ok && documented !== undefined && status !== 202;
		const record = {
			service: facts.key,
			call,
			about: about ? session.placeholders.of(...about) : null,
			...{ ok, status, ms },
			code: answer.ok ? null : codeIn(json),
			shape,
			differences: compared ? differences(documented, shape ?? 'nothing') : [],
		};
		session.calls.push(record);
		const more = record.about ? ` (${record.about})` : '';
		session.say(`  ${ok ? 'ok    ' : 'NOT OK'} ${call}${more}: ${status}, ${ms} ms`);
	}
}

/** Why there was no answer, in words. */
export function whyUnreachable(error: unknown): string {
	const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
	if (name === 'TimeoutError') return 'it did not answer within 30 seconds.';
	const code = typeof cause?.code === 'string' ? cause.code : '';
	const words: Record<string, string> = {
		ENOTFOUND: 'there is no such host. Check the base URL and your network.',
		EAI_AGAIN: 'its name cannot be looked up. Check your network.',
		ECONNREFUSED: 'nothing answers at that address and port.',
		ECONNRESET: 'the connection was cut.',
	};
	return words[code] ?? `the connection failed${code ? ` (${code})` : ''}.`;
}
