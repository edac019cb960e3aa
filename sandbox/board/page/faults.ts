/** The faults: those that are on, and the form that switches one on. */
import { faultChoices, faultCount, faultName, faultPlace, isUsedUp } from './faultWords.ts';
import type { ActiveFault, FaultChoice, NumberField } from './faultWords.ts';
import { byId, field, html, show } from './html.ts';
import type { View } from './html.ts';
import { act } from './live.ts';
import { post, read, remove } from './server.ts';

export async function showFaults(): Promise<void> {
	const faults = await read<ActiveFault[]>('faults');
	show('faults', faults.map(faultRow));
}

function faultRow(fault: ActiveFault): View {
	const name = faultName(fault);
	const switchOff = () =>
		act(async () => {
			await remove(`faults/${fault.id}`);
			return `Switched off: ${name}.`;
		});
	return html`
		<li key=${fault.id} class="fault" data-used=${isUsedUp(fault) ? '' : undefined}>
			<div>
				<strong>${name}</strong>
				<span class="soft">${faultPlace(fault)}</span>
				<span class="soft">${faultCount(fault)}</span>
			</div>
			<button type="button" class="quiet" aria-label=${`Switch off: ${name}`} onClick=${switchOff}>
				Switch off
			</button>
		</li>
	`;
}

const kinds = Object.fromEntries(faultChoices.map(({ kind, label }) => [kind, label]));
const servers = { '': 'API and storage', api: 'API', storage: 'Storage' };
const methods = { '': 'Any', GET: 'GET', POST: 'POST', PUT: 'PUT', DELETE: 'DELETE' };
const times = {
	1: 'The next request',
	3: 'The next 3 requests',
	Infinity: 'Every request, until switched off',
};
const share = {
	name: 'share',
	label: 'Share of requests (%)',
	value: 100,
	min: 1,
	max: 100,
	step: 1,
};

export function makeFaultForm(): void {
	const form = byId<HTMLFormElement>('fault-form');
	// A field that is wrong must be seen, even when it is folded away.
	const unfold = () => form.querySelector('details')!.setAttribute('open', '');
	form.addEventListener('invalid', unfold, true);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void act(async () => {
			const fault = await post<ActiveFault>('faults', faultIn(form));
			return `Switched on: ${faultName(fault)}.`;
		});
	});
	showFields(faultChoices[0]);
}

/** Fields that are there already keep what was typed. */
function showFields({ kind, number }: FaultChoice): void {
	const choose = ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
		showFields(choiceOf(currentTarget.value));
	const path = html`
		<input id="fault-path" name="path" type="text" autocomplete="off" placeholder="/jobs" />
	`;
	show(
		'fault-form',
		html`
			${field('What goes wrong', select('kind', kinds, choose))}
			<div class="detail" key=${kind}>${number && numberField(number)}</div>
			${field('How often', select('times', times))}
			<details>
				<summary>Only some requests</summary>
				${field('Where', select('server', servers))} ${field('Method', select('method', methods))}
				${field('Path begins with', path)} ${numberField(share)}
			</details>
			<button class="primary">Switch on</button>
		`,
	);
}

function select(name: string, labels: Record<string, string>, choose?: unknown) {
	const options = Object.entries(labels);
	return html`
		<select id=${`fault-${name}`} name=${name} onChange=${choose}>
			${options.map(([value, label]) => html`<option value=${value}>${label}</option>`)}
		</select>
	`;
}

function numberField({ name, label, value, min, max, step }: NumberField): View {
	const bounds = { min, max, step, defaultValue: value };
	const id = `fault-${name}`;
	return field(label, html`<input id=${id} name=${name} type="number" required ...${bounds} />`);
}

/** The fault that the form asks for. */
function faultIn(form: HTMLFormElement): object {
	const given = Object.fromEntries(new FormData(form)) as Record<string, string>;
	const { number, fields } = choiceOf(given.kind);
	return {
		kind: given.kind,
		...fields(Number(number && given[number.name])),
		server: given.server || undefined,
		method: given.method || undefined,
		path: given.path || undefined,
		times: given.times === 'Infinity' ? 'Infinity' : Number(given.times),
		probability: given.share === '100' ? undefined : Number(given.share) / 100,
	};
}

function choiceOf(kind: string): FaultChoice {
	return faultChoices.find((choice) => choice.kind === kind)!;
}
