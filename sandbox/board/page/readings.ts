/** The points that the documents leave open, each with the ways to read it. */
import { html, show } from './html.ts';
import type { View } from './html.ts';
import { act } from './live.ts';
import { put, read, remove } from './server.ts';

/** A point as the sandbox lists it, its usual value first. */
interface Reading {
	point: string;
	question: string;
	value: string;
	values: { value: string; meaning: string }[];
}

export async function showReadings(): Promise<void> {
	const readings = await read<Reading[]>('readings');
	const guesses = await read<string[]>('guesses');
	const changed = readings.filter(isUnusual).length;
	show(
		'readings',
		html`
			<details>
				<summary>${changed === 0 ? 'All as usual' : `${changed} read otherwise`}</summary>
				${readings.map(pointRow)}
				<div class="buttons">
					<button type="button" onClick=${() => readAll(readings)}>All contrary</button>
					<button type="button" class="quiet" onClick=${resetAll}>All as usual</button>
				</div>
			</details>
			<details>
				<summary>Guesses of this sandbox</summary>
				<ul class="rows">
					${guesses.map((guess) => html`<li class="soft">${guess}</li>`)}
				</ul>
			</details>
		`,
	);
}

function pointRow(reading: Reading): View {
	const { point, question, value, values } = reading;
	const choose = ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
		act(async () => {
			await put(`readings/${point}`, { value: currentTarget.value });
			return `Read now: ${point}=${currentTarget.value}.`;
		});
	return html`
		<div class="field" key=${point} data-changed=${isUnusual(reading) ? '' : undefined}>
			<label for=${`reading-${point}`}>${question}</label>
			<select id=${`reading-${point}`} value=${value} onChange=${choose}>
				${values.map((one) => html`<option value=${one.value}>${one.meaning}</option>`)}
			</select>
		</div>
	`;
}

function isUnusual({ value, values }: Reading): boolean {
	return value !== values[0].value;
}

async function readAll(readings: Reading[]): Promise<void> {
	await act(async () => {
		for (const { point, values } of readings) {
			await put(`readings/${point}`, { value: values.at(-1)!.value });
		}
		return 'Every point is read in its most contrary way.';
	});
}

async function resetAll(): Promise<void> {
	await act(async () => {
		await remove('readings');
		return 'Every point is read as usual.';
	});
}
