/** The faults: those that are on, and the form that switches one on. */
import { button, byId, element, keepChildren } from './dom.ts';
import { faultChoices, faultCount, faultName, faultPlace, isUsedUp } from './faultWords.ts';
import type { ActiveFault } from './faultWords.ts';
import { field, numberInput, option, select, textInput } from './fields.ts';
import { act } from './live.ts';
import { post, read, remove } from './server.ts';

export async function showFaults(): Promise<void> {
	const faults = await read<ActiveFault[]>('faults');
	keepChildren(byId('faults'), faults, ({ id }) => id, faultRow);
}

function faultRow(fault: ActiveFault): HTMLElement {
	const name = faultName(fault);
	const label = `Switch off: ${name}`;
	const off = button(
		'Switch off',
		{ class: 'quiet', 'aria-label': label, 'data-focus': `fault-${fault.id}` },
		() =>
			act(async () => {
				await remove(`faults/${fault.id}`);
				return `Switched off: ${name}.`;
			}),
	);
	const words = element(
		'div',
		{},
		element('strong', {}, name),
		element('span', { class: 'soft' }, faultPlace(fault)),
		element('span', { class: 'soft' }, faultCount(fault)),
	);
	return element('li', { class: 'fault', 'data-used': isUsedUp(fault) }, words, off);
}

/** Fills the form; it is never made again, so that what is typed stays. */
export function makeFaultForm(): void {
	const form = byId<HTMLFormElement>('fault-form');
	const kind = select(
		'fault-kind',
		faultChoices.map(({ kind: value, label }) => option(value, label)),
	);
	const detail = element('div', { class: 'detail' });
	const server = select('fault-server', [
		option('', 'API and storage'),
		option('api', 'API'),
		option('storage', 'Storage'),
	]);
	const method = select('fault-method', [
		option('', 'Any'),
		...['GET', 'POST', 'PUT', 'DELETE'].map((value) => option(value, value)),
	]);
	const path = textInput('fault-path', { placeholder: '/jobs' });
	const times = select('fault-times', [
		option('1', 'The next request'),
		option('3', 'The next 3 requests'),
		option('Infinity', 'Every request, until switched off'),
	]);
	const share = numberInput('fault-share', { value: 100, min: 1, max: 100, step: 1 });
	const showDetail = () => {
		const { number } = chosen(kind);
		const input = number && field(number.label, numberInput(`fault-${number.name}`, number));
		detail.replaceChildren(...(input ? [input] : []));
	};
	kind.addEventListener('change', showDetail);
	showDetail();
	form.append(
		field('What goes wrong', kind),
		detail,
		field('How often', times),
		element(
			'details',
			{},
			element('summary', {}, 'Only some requests'),
			field('Where', server),
			field('Method', method),
			field('Path begins with', path),
			field('Share of requests (%)', share),
		),
		element('button', { class: 'primary' }, 'Switch on'),
	);
	// A field that is wrong must be seen, also when it is folded away.
	form.addEventListener(
		'invalid',
		() => form.querySelector('details')!.setAttribute('open', ''),
		true,
	);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const { kind: what, fields } = chosen(kind);
		const number = Number(detail.querySelector('input')?.value);
		void act(async () => {
			const fault = await post<ActiveFault>('faults', {
				kind: what,
				...fields(number),
				server: server.value || undefined,
				method: method.value || undefined,
				path: path.value || undefined,
				times: times.value === 'Infinity' ? 'Infinity' : Number(times.value),
				probability: share.value === '100' ? undefined : Number(share.value) / 100,
			});
			return `Switched on: ${faultName(fault)}.`;
		});
	});
}

function chosen(kind: HTMLSelectElement) {
	return faultChoices.find((choice) => choice.kind === kind.value) ?? faultChoices[0];
}
