/** `/_sandbox/readings`: how the open points of a service's documents are read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guesses } from '../readings/guesses.ts';
import { points, valuesOf } from '../readings/points.ts';
import { pointNames } from '../readings/readings.ts';
import type { Readings } from '../readings/readings.ts';
import { controlPath } from '../server/httpServer.ts';
import { orRefuse } from './steeringRoutes.ts';

/** GET `guesses`; GET and DELETE `readings`, PUT `readings/:point` with `{"value": …}`. Both services read by one set. */
export function readingRoutes(server: FastifyInstance, service: string, readings: Readings): void {
	const asJson = () =>
		pointNames
			.filter((name) => points[name].service === service)
			.map((name) => ({
				point: name,
				question: points[name].question,
				value: readings.get(name),
				values: valuesOf(name).map((value) => ({
					value,
					meaning: (points[name].values as Record<string, string>)[value],
				})),
			}));

	server.get(`${controlPath}readings`, asJson);

	server.get(`${controlPath}guesses`, () =>
		guesses.filter((guess) => guess.service === service).map(({ what }) => what),
	);

	server.put(`${controlPath}readings/:point`, async (request: FastifyRequest, reply) => {
		const { point } = request.params as { point: string };
		const { value } = (request.body ?? {}) as { value?: unknown };
		return await orRefuse(reply, () => {
			readings.set(point, String(value));
			return asJson();
		});
	});

	server.delete(`${controlPath}readings`, async (_request: FastifyRequest, reply: FastifyReply) => {
		readings.reset();
		return await reply.code(204).send();
	});
}
