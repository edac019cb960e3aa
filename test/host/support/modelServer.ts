import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What n8n asks of a chat model, as far as the tests look at it. */
export interface ModelRequest {
	model: string;
	messages: Array<{ role: string; content: unknown; tool_call_id?: string }>;
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: object } };
	}>;
}

/** What the model does next: call a tool, or say something and be done. */
export type ModelTurn = { tool: string; arguments: object } | { text: string };

export interface ModelServer {
	/** The base URL for n8n's OpenAI credential. */
	url: string;
	/** What the model was asked so far, oldest first. */
	requests: ModelRequest[];
	/** What it will do from now on, turn by turn. */
	follow(turns: ModelTurn[]): void;
	stop(): Promise<void>;
}

/** A chat model that speaks OpenAI's chat completions and does what the test tells it. */
export async function startModelServer(): Promise<ModelServer> {
	const requests: ModelRequest[] = [];
	let turns: ModelTurn[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			const { pathname } = new URL(request.url ?? '/', 'http://model');
			const body = await textOf(request);
			const turn = turns.shift();
			if (request.method !== 'POST' || pathname !== '/v1/chat/completions' || !turn) {
				const message = `Nothing is planned for ${request.method} ${pathname}`;
				response.writeHead(400, { 'content-type': 'application/json' });
				return response.end(JSON.stringify({ error: { message } }));
			}
			requests.push(JSON.parse(body) as ModelRequest);
			response.writeHead(200, { 'content-type': 'application/json' });
			return response.end(JSON.stringify(completion(turn, requests.length)));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		follow: (planned) => void (turns = [...planned]),
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
	return text;
}

function completion(turn: ModelTurn, number: number) {
	const calls =
		'tool' in turn
			? [
					{
						id: `call_${number}`,
						type: 'function',
						function: { name: turn.tool, arguments: JSON.stringify(turn.arguments) },
					},
				]
			: undefined;
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: 'text' in turn ? turn.text : null,
					...(calls ? { tool_calls: calls } : {}),
				},
				finish_reason: calls ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
