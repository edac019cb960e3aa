import { waitUntil } from '../../../tools/processes/waitUntil.ts';

/** A form of n8n as a browser meets it: its fields by their labels, and the button that sends it. */
export interface FormPage {
	html: string;
	/** Fills in fields by their label and sends the form; throws when n8n refuses it. */
	send(values: Record<string, string | number>): Promise<string>;
}

/** Opens a form; one in the middle of an execution as soon as the execution has come to it. */
export async function openForm(url: string): Promise<FormPage> {
	if (new URL(url).pathname.includes('/form-waiting/')) await waitForTurn(url);
	const response = await fetch(url);
	const html = await response.text();
	if (!response.ok) throw new Error(`The form answers with ${response.status}: ${html}`);
	return {
		html,
		send: async (values) => {
			const form = new FormData();
			for (const [label, value] of Object.entries(values)) {
				form.set(fieldOf(html, label), String(value));
			}
			const answer = await fetch(url, { method: 'POST', body: form });
			const text = await answer.text();
			if (!answer.ok) throw new Error(`The form was refused with ${answer.status}: ${text}`);
			return text;
		},
	};
}

/** n8n answers nobody who asks for a form before the execution is there; its own pages wait like this. */
async function waitForTurn(url: string): Promise<void> {
	const statusUrl = new URL(url);
	statusUrl.pathname += '/n8n-execution-status';
	let status = '';
	await waitUntil(
		`the form ${url}`,
		async () => {
			status = await (await fetch(statusUrl)).text();
			return status === 'form-waiting';
		},
		{ timeoutMs: 30_000, describe: () => `The execution is "${status}".` },
	);
}

/** n8n names fields by their place; the label says which is which. */
function fieldOf(html: string, label: string): string {
	const labels = [...html.matchAll(/<label[^>]* for='(field-\d+)'[^>]*>([^<]*)</g)];
	const found = labels.find(([, , text]) => text.trim() === label);
	if (found) return found[1];
	const known = labels.map(([, , text]) => text.trim());
	throw new Error(`The form has no field "${label}", only: ${known.join(', ')}`);
}
