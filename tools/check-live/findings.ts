/** What was seen of the open points. */
import { points } from './points.ts';
import type { Point, PointName, ReadingOf } from './points.ts';

/** What the report says about one open point. */
export interface Finding {
	point: string;
	question: string;
	/** The reading's name, or null where it was not seen. */
	reading: string | null;
	words: string;
	/** What to set in the node, or how to see what was not seen. */
	advice: string;
}

/** Collects one reading for each point: the first that was seen, unless a later look is told to count more. */
export class Findings {
	private readonly seen = new Map<PointName, string>();

	/** Says that the service follows this reading. */
	see<Name extends PointName>(point: Name, reading: ReadingOf<Name>): void {
		if (!this.seen.has(point)) this.seen.set(point, reading);
	}

	/** The same, where what was seen before said less. */
	correct<Name extends PointName>(point: Name, reading: ReadingOf<Name>): void {
		this.seen.set(point, reading);
	}

	/** Whether the point was seen already. */
	has(point: PointName): boolean {
		return this.seen.has(point);
	}

	/** Every point of the services, in the order of the table. */
	list(services: Point['service'][]): Finding[] {
		return Object.entries<Point>(points)
			.filter(([, { service }]) => services.includes(service))
			.map(([point, { question, readings, toSet, howToSee }]) => {
				const reading = this.seen.get(point as PointName) ?? null;
				if (reading === null) {
					return { point, question, reading, words: 'Not seen', advice: howToSee };
				}
				const advice = toSet?.[reading] ?? 'Nothing to set';
				return { point, question, reading, words: readings[reading], advice };
			});
	}
}
