/** How a running sandbox reads each open point; can be changed while it runs. */
import { points, valuesOf } from './points.ts';
import type { PointName, ValueOf } from './points.ts';

export const pointNames = Object.keys(points) as PointName[];

/** A value for some of the points, e.g. `{ 'upload-field': 'image' }`. */
export type ChosenReadings = { [Name in PointName]?: ValueOf<Name> };

export class Readings {
	private readonly chosen = new Map<PointName, string>();

	constructor(chosen: ChosenReadings = {}) {
		for (const [name, value] of Object.entries(chosen)) this.set(name, value);
	}

	get<Name extends PointName>(name: Name): ValueOf<Name> {
		return (this.chosen.get(name) as ValueOf<Name> | undefined) ?? valuesOf(name)[0];
	}

	is<Name extends PointName>(name: Name, value: ValueOf<Name>): boolean {
		return this.get(name) === value;
	}

	/** @throws Error that names the points, or the values of the point, where there is none of this name */
	set(name: string, value: string): void {
		if (!isPoint(name)) {
			throw new Error(`There is no point "${name}". There are: ${pointNames.join(', ')}`);
		}
		if (!(valuesOf(name) as string[]).includes(value)) {
			throw new Error(`"${name}" has no value "${value}". It has: ${valuesOf(name).join(', ')}`);
		}
		this.chosen.set(name, value);
	}

	/** The points that were chosen, with their values. */
	all(): ChosenReadings {
		return Object.fromEntries(this.chosen);
	}

	/** Reads every point in the usual way again. */
	reset(): void {
		this.chosen.clear();
	}
}

function isPoint(name: string): name is PointName {
	return Object.hasOwn(points, name);
}

/** Each point read in the way that differs most from the usual one. */
export function contraryReadings(): ChosenReadings {
	return Object.fromEntries(pointNames.map((name) => [name, valuesOf(name).at(-1)]));
}

/**
 * Readings as people write them: `contrary`, or `upload-field=image,reject-types=id-title`, or both.
 *
 * @throws Error that says what is wrong, as `Readings.set`
 */
export function parseReadings(text: string): ChosenReadings {
	const readings = new Readings();
	const chosen: Record<string, string> = {};
	for (const word of text.split(',').map((part) => part.trim())) {
		if (word === 'contrary') {
			Object.assign(chosen, contraryReadings());
			continue;
		}
		const [name, value = ''] = word.split('=');
		readings.set(name, value);
		chosen[name] = value;
	}
	return chosen;
}
