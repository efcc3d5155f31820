// Made from schema/openapi.yaml by `npm run gen`; do not edit.
export interface paths {
    "/v1/health": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** How the daemon is. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process answers. */
        get: operations["getLivez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it can take sales. */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures in the Prometheus text format; without a token on loopback alone. */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** This description. */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What may be done now, with and without the hub. */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/history": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What was allowed when, newest first. */
        get: operations["getCapabilityHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/runway": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** How long the store could trade if the line dropped now, and what would run out first. */
        get: operations["getRunway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What narrows the matrix here. */
        get: operations["getCapabilityPolicy"];
        /** Narrow the matrix, or open what it leaves to the store. */
        put: operations["putCapabilityPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/confirmations": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on for today although what the hub sent is old. */
        post: operations["confirmOldData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/drills": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Rehearsed outages, newest first, with what was sold, limited, queued and refused meanwhile. */
        get: operations["listDrills"];
        put?: never;
        /** Rehearse an outage; the hub counts as away until then, replication goes on. */
        post: operations["startDrill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/drills/current": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End it before its time. */
        delete: operations["endDrill"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Where replication stands. */
        get: operations["getSync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Where replication with the hub stands, each way. */
        get: operations["getReplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/enrolment": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make this store known to a hub with a one-time token; the key is made here and stays here. */
        post: operations["enrolStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/runs": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Runs that people asked for, newest first. */
        get: operations["listReplicationRuns"];
        put?: never;
        /** Ask for a run; it goes on over a restart. */
        post: operations["startReplicationRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/runs/{runId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        /** How far a run is. */
        get: operations["getReplicationRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/carry-out": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** A file with all events that the hub is not known to hold, signed by this store and sealed to its hub, for somebody to carry there. */
        get: operations["writeCarryOut"];
        put?: never;
        /** Take the hub's answer to such a file. The watermark moves by the same proof as online; pages of masters come into force. */
        post: operations["takeCarriedAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/pause": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop sending, taking, or both, until resumed. */
        post: operations["pauseReplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replication/resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was paused. */
        post: operations["resumeReplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/upsync": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A run of the kind `upsync`. */
        post: operations["startUpsync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/downsync": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A run of the kind `downsync`. */
        post: operations["startDownsync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/rebuild": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A run of the kind `rebuild`. */
        post: operations["startRebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/entries": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Where each order, shift, customer and so on stands with the hub, newest first; a thing that changed again is at its newest change. */
        get: operations["listSyncEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/dead-letters": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What a person has to look at, newest first. */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/dead-letters/{deadLetterId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                deadLetterId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** A dead letter with what could not be taken over. */
        get: operations["getDeadLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/dead-letters/{deadLetterId}/replay": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let it go up once more. */
        post: operations["replayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/dead-letters/{deadLetterId}/fix": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an event right that the hub refuses.
         * @description What the log has never goes up and stays as it is; the corrected event is sent for the hub to book in its place. The letter is `correcting` until the hub has it, then `corrected`; what the hub cannot book is `pending` again, with its complaint. Rows of masters are put right at the hub.
         */
        post: operations["fixDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sync/dead-letters/{deadLetterId}/discard": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave it for ever, with a reason. */
        post: operations["discardDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Devices of this store, and how they are. */
        get: operations["listDevices"];
        put?: never;
        /** Set up a device. */
        post: operations["createDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/discoveries": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look for what could become a device; ask for its result with the id. One at a time, some seconds long. */
        post: operations["startDiscovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/discoveries/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** A search and, once it is finished, what it found. The latest few are remembered until the daemon ends. */
        get: operations["getDiscovery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One device, and how it is. */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        /** Take a device away; what waits for it fails. */
        delete: operations["removeDevice"];
        options?: never;
        head?: never;
        /** Change what is given of a device; its link is opened anew. */
        patch: operations["changeDevice"];
        trace?: never;
    };
    "/v1/devices/{id}/claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Work with a device that several terminals share, for a while.
         * @description The same terminal renews it by claiming again. It ends by itself, with the release, at sign-off, and when the terminal is revoked; and for whoever asks next, once the terminal that holds it has closed the last of its event streams. A scanner's scans go to the terminal that holds it.
         */
        post: operations["claimDevice"];
        /** Let go of a device; with `force` of another terminal's (device_admin, audited). */
        delete: operations["releaseDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/weighings": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Weigh for one line.
         * @description One weighing at a time on a scale, whoever shares it. A weight is stable, above zero and asked for this line; goods that have the weight of the line before and were not lifted are asked for (same_goods). Sell it with `weighingId` in POST /v1/carts/{id}/items.
         */
        post: operations["startWeighing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/weighings/{weighingId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** How a weighing goes; for a minute after it has ended. */
        get: operations["getWeighing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/weighings/{weighingId}/confirm": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The goods are others of the same weight. */
        post: operations["confirmWeighing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/weighings/{weighingId}/cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it up; one that has ended stays as it is. */
        post: operations["cancelWeighing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/zero": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what the empty scale shows for zero. */
        post: operations["zeroScale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/tare": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what lies there for tare, or forget it. */
        post: operations["tareScale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/test": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a device.
         * @description A printer prints a page, or opens the drawer (which takes no_sale); a scale is asked what it shows; a line display shows its name for a few seconds; of a scanner its state comes back, with the last good scan.
         */
        post: operations["testDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/trace": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** The latest bytes of its link, a line each; `>` went to the device, `<` came from it. */
        get: operations["getDeviceTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/print-jobs": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The print ledger, newest first. */
        get: operations["listPrintJobs"];
        put?: never;
        /**
         * Print a copy, a gift receipt or a report by hand.
         * @description On the device that is named, else on the printer of the register: that of the order or shift unless another is named. `conflict` where there is none. A copy is journaled as by POST /v1/orders/{id}/reprints. Reports take x_report.
         */
        post: operations["queuePrintJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/print-jobs/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One job of the ledger. */
        get: operations["getPrintJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/print-jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again.
         * @description What surely was not printed is queued once more as it was. What may have been printed (`sent`, `unknown`) comes as a new job: a receipt as its next copy, marked as one. `conflict` while it runs, once it is confirmed, and for a drawer.
         */
        post: operations["retryPrintJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Payments through card terminals, newest first. */
        get: operations["listCardPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One payment through a card terminal, with what the terminal shows and asks now. */
        get: operations["getCardPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments/{id}/abort": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop waiting for the customer.
         * @description Proves nothing: what the terminal answers then decides.
         */
        post: operations["abortCardPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments/{id}/answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the question that the terminal's driver asks. */
        post: operations["answerCardPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments/{id}/ask-again": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the terminal once more what became of it. */
        post: operations["askCardPaymentAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/card-payments/{id}/decide": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a payment that the terminal cannot tell.
         * @description Of one that is unknown or waits for a person; the order goes on as by the terminal's own answer. Takes somebody who may approve, or such an approval, given for void_order.
         */
        post: operations["decideCardPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{id}/services": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What a card terminal answered to its services, newest first. */
        get: operations["listTerminalReports"];
        put?: never;
        /**
         * Have a card terminal close its day, or another of its services.
         * @description The report is stored when it has answered; that of the day's end is compared with the store's books.
         */
        post: operations["startTerminalService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offline-cards": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Cards taken without the terminal's host, newest first. */
        get: operations["listOfflineCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offline-cards/{id}/settle": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what became of one; it is no risk any more. */
        post: operations["settleOfflineCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offline-cards/policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** How far cards are taken without the terminal's host, and what is at risk. */
        get: operations["getOfflineCardPolicy"];
        /** Allow it, within these limits. */
        put: operations["putOfflineCardPolicy"];
        post?: never;
        /** Allow it no more. */
        delete: operations["deleteOfflineCardPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/days": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The seals of days, newest first. */
        get: operations["listDays"];
        put?: never;
        /** Seal everything since the last seal. */
        post: operations["closeDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/days/{number}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        /** One seal with its very bytes, and as a page for people. */
        get: operations["getDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/open-day": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What the next seal would say now. */
        get: operations["getOpenDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal-keys": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Public parts of the keys that sign the journal. */
        get: operations["listJournalKeys"];
        put?: never;
        /** The next key, endorsed by the present one. */
        post: operations["rotateJournalKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The fiscal unit: what was chosen and how it stands. */
        get: operations["getFiscal"];
        /** Choose a fiscal profile and its signing unit. */
        put: operations["putFiscal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal/unit": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the signing unit out of order, or in order again. */
        put: operations["putFiscalUnit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal/receipts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What the fiscal unit was asked about, newest first. */
        get: operations["listFiscalReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal/receipts/{id}/decision": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What becomes of a receipt whose unit failed. */
        post: operations["decideFiscalReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal/boxes/{id}/closing": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a register's closing receipt: its cash box is out of service for good. */
        post: operations["closeCashBox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fiscal/check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Follow every chain of signed receipts. */
        get: operations["checkFiscalChains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/fiscal": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** How an order's receipt stands with the fiscal unit. */
        get: operations["getOrderFiscal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers/{id}/dep7": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** A cash box's receipts as the regulation's export. */
        get: operations["exportSignedReceipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Follow the audit trail's chain. */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The event log from a place on, in order. */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * WebSocket: every event after `since` in order, then live.
         * @description The client sends {"subscribe": [topics or "*"], "since": sequence}; the server sends {"type": "hello"} and then {"seq", "topic", "event"}. What is of the moment and in no log comes between as {"type": "live", "topic", "name", "data"}: scans, weights, what a card terminal shows. Topic `devices`: `Scan` {deviceId, registerId, symbology, aim, data, text (for POST /v1/carts/{id}/items and /v1/lookup), gs1: [{ai, value}] or null, at} to the one till it is for; `Weight`, a Weighing, to the terminal that asked; `Display`, a CustomerView, to the terminals that show it.
         */
        get: operations["openStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wipe the practice store.
         * @description The next request makes it anew from the store's masters. Everybody who practises has to sign on again; the terminals' tokens stay.
         */
        post: operations["resetTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/site": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The store and its policy. */
        get: operations["getSite"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, address, footer or policy; currency and price basis stay. */
        patch: operations["updateSite"];
        trace?: never;
    };
    "/v1/site/logo": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The picture above every receipt, in the dots that print. */
        get: operations["getSiteLogo"];
        /** Set the picture above every receipt; it is scaled to 360 x 200 dots at most and made black and white. */
        put: operations["putSiteLogo"];
        post?: never;
        /** Receipts without a picture. */
        delete: operations["deleteSiteLogo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pairings": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pair a terminal with the code that the console or CLI shows. */
        post: operations["createPairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pairings/exchanges": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to pair without sending the code.
         * @description SPAKE2 (RFC 9382, P256-SHA256-HKDF-HMAC) with the terminal as A (`holdfast-terminal`) and the store as B (`holdfast-store`). w is PBKDF2 (HMAC-SHA-256, salt `holdfast pairing 1`, 20000 rounds, 40 bytes) of the code in capitals without hyphens (O is 0; I and L are 1), modulo the order of P-256. AAD is the lines `holdfast-pairing-1`, `certificate`, `authority` (empty where null), kind and name, with a line feed between two.
         */
        post: operations["startPairingExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pairings/exchanges/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove that the code is known, and become a terminal.
         * @description A wrong confirmation costs one of the code's five tries. The terminal proves every request from then on: `Holdfast-Proof: nonce.id.MAC`, where the nonce is from the header `Holdfast-Nonce` of a 401 (or of an answer that brings a new one), the id is new each time, and MAC is base64url of HMAC-SHA-256 over the lines `holdfast-proof-1`, method, target, token, Idempotency-Key, If-Match, Approval (empty where absent), SHA-256 of the body in hex, nonce, id. Its key is HKDF-SHA-256 of SPAKE2's Ke with the info `holdfast terminal proof 1`. The stream takes the proof as `proof=` beside `token=`, with its path as the target.
         */
        post: operations["finishPairingExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Whether this appliance holds a store yet. */
        get: operations["getSetup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup/draft": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * What was answered so far at the first start of an empty appliance.
         * @description The bearer token is the appliance's claim code (`holdfast setup-code`), here and in the two that follow.
         */
        get: operations["getSetupDraft"];
        /** Keep what was answered, for the next reload or restart. */
        put: operations["putSetupDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup/store": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the store of an empty appliance.
         * @description The body is a store document, as `holdfast init --from` takes it. The appliance begins anew with it at once; the claim code then pairs its first console.
         */
        post: operations["createStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup/steps": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What the first start still asks for; empty where a store was made without it. */
        get: operations["listSetupSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup/steps/{step}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                step: string;
            };
            cookie?: never;
        };
        get?: never;
        /** A step of the first start was done or passed over. */
        put: operations["putSetupStep"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The machine, its disk, clock and certificates. */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What the doctor finds, the worst first. */
        get: operations["checkSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/support-bundle": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Facts for support.
         * @description Of machine and program; no name, no secret, nothing that anybody typed.
         */
        get: operations["getSupportBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What runs here, what is on its way, and when it is put in place. */
        get: operations["getUpdate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/history": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What became of releases here, the newest first. */
        get: operations["getUpdateHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the hub now, and look for sticks. */
        post: operations["postUpdateCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/now": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is on its way is put in place once it is ready, whatever the hour; never while somebody pays. */
        post: operations["postUpdateNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/back": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The release before, where it is still there and knows the data. */
        post: operations["postUpdateBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/from": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The newest release in a folder that is mounted on the appliance, such as a stick. */
        post: operations["postUpdateFrom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/bad/{sha256}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A release that failed here may be tried again. */
        delete: operations["deleteBadRelease"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/update/policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** When releases are put in place. */
        put: operations["putUpdatePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The backups that are kept, the newest first. */
        get: operations["listBackups"];
        put?: never;
        /** Make one now. */
        post: operations["startBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups/schedule": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** When and where backups are made by themselves. */
        get: operations["getBackupSchedule"];
        /** Change it. */
        put: operations["putBackupSchedule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups/rehearsals": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What became of rehearsals, the newest first. */
        get: operations["listRehearsals"];
        put?: never;
        /** Restore a backup into a folder beside and compare its sums with the books. */
        post: operations["startRehearsal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backups/restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a backup in place of the store; the appliance begins anew with it.
         * @description With every check of `holdfast restore`, before anything of the store is touched. Registers begin new series of numbers.
         */
        post: operations["restoreBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup/restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the store of an empty appliance from a backup.
         * @description The bearer token is the appliance's claim code.
         */
        post: operations["restoreStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/logs": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The daemon's log, the newest first. */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pairing-codes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new pairing code. */
        post: operations["createPairingCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terminals": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Paired terminals. */
        get: operations["listTerminals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terminals/current": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The terminal whose token, or whose session's token, this is. */
        get: operations["getOwnTerminal"];
        put?: never;
        post?: never;
        /**
         * Unpair the terminal itself: its token and its sessions are out at once.
         * @description Refused while it has a sale in hand or its register has an open shift.
         */
        delete: operations["leaveStore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terminals/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a terminal; its tokens stop working at once. */
        delete: operations["revokeTerminal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign on at this terminal with a PIN. */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Who is signed on. */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /** Sign off. */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another person's consent to one action of this session. */
        post: operations["createApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Consent that somebody elsewhere was asked for; what waits comes first. */
        get: operations["listApprovalRequests"];
        put?: never;
        /** Asks somebody who is not at the till for consent to one call. */
        post: operations["askApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** One request; with the consent for who asked for it. */
        get: operations["getApprovalRequest"];
        put?: never;
        post?: never;
        /** Who asked does not want it any more. */
        delete: operations["withdrawApprovalRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-requests/{id}/decision": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody else says yes or no, with their own PIN. */
        post: operations["decideApprovalRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What a person should decide about, what hurts now first. */
        get: operations["listExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{id}/seen": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody has seen to it; it comes back when it changes. */
        post: operations["markExceptionSeen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/sales-by-hour": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What a business date took by the hour, beside the same weekday a week before. */
        get: operations["getSalesByHour"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/sales": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What a stretch of business dates took, by day, article, category, person, tender and so on. */
        get: operations["getSalesReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Shifts of all registers, newest first. */
        get: operations["listStoreShifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{id}/variance": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** By how much the cash is off, and what may have caused it. */
        get: operations["getShiftVariance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/data": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** All that the store keeps of a customer, for the customer. */
        get: operations["exportCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The staff. */
        get: operations["listStaff"];
        put?: never;
        /** Add a person. */
        post: operations["createStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a person; a new PIN also unlocks. */
        patch: operations["updateStaff"];
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Roles and what they may do. */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Create or replace a role. */
        put: operations["putRole"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Registers and their open shifts.
         * @description A session token works too.
         */
        get: operations["listRegisters"];
        put?: never;
        /** Add a register. */
        post: operations["createRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers/{id}/display": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * What the customer at a register is to see.
         * @description For the page `/display`. A second screen pairs as a terminal of its own, or is opened in the till's browser with the till's token; a terminal's token is enough, nobody signs on there, and nothing can be done with it but look. For five minutes after each call that terminal is told of changes by the live message `Display` of topic `devices`, whose data is this view: ask again before they are over.
         */
        get: operations["getCustomerView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registers/{id}/shifts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** Shifts of a register, newest first. */
        get: operations["listShifts"];
        put?: never;
        /** Open a shift with the float in the drawer. */
        post: operations["openShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One shift. */
        get: operations["getShift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{id}/cash-movements": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay-in, pay-out, drop, or opening the drawer without a sale. */
        post: operations["addCashMovement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{id}/close": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the drawer and close.
         * @description Cash off by more than the policy's varianceLimit takes a reason and somebody who may `approve`: the closer, or whoever gives an approval for `shift_close`.
         */
        post: operations["closeShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{id}/report": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** The X report while open, the Z report once closed. */
        get: operations["getShiftReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The catalogue, with full-text search. */
        get: operations["listProducts"];
        put?: never;
        /** Add a product and its variants. */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One product. */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a product. */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/v1/products/{id}/variants": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** A product's variants. */
        get: operations["listVariants"];
        put?: never;
        /** Add a variant. */
        post: operations["createVariant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variants/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a variant. */
        patch: operations["updateVariant"];
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The categories as a flat list. */
        get: operations["listCategories"];
        put?: never;
        /** Add a category. */
        post: operations["createCategory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a category. */
        patch: operations["updateCategory"];
        trace?: never;
    };
    "/v1/lookup/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** What a scanned code means. */
        get: operations["lookupCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue/imports": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add and change articles by SKU, from CSV or JSON. */
        post: operations["importCatalogue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue/export": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The whole catalogue, in the form that importCatalogue takes. */
        get: operations["exportCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-books": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Price books by priority. */
        get: operations["listPriceBooks"];
        put?: never;
        /** Add a price book. */
        post: operations["createPriceBook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-books/{code}/prices": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** A book's prices. */
        get: operations["listPrices"];
        /** Set prices in a book. */
        put: operations["putPrices"];
        /** Add one price to a book, or change the one of that article, quantity and start. */
        post: operations["addPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-categories": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Tax categories and rates. */
        get: operations["listTaxCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tax-categories/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** One tax category. */
        get: operations["getTaxCategory"];
        /** Create or replace a tax category. */
        put: operations["putTaxCategory"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenders": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Ways to pay. */
        get: operations["listTenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenders/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Create or replace a way to pay. */
        put: operations["putTender"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layout": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * What the till shows to tap on.
         * @description The newest version, else one derived from the categories (version 0). Each tile comes with the category or article it stands for as it is now; tiles whose target is not sold any more are left out.
         */
        get: operations["getLayout"];
        /** Store the next version of the layout. */
        put: operations["putLayout"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Open carts, oldest first. */
        get: operations["listCarts"];
        put?: never;
        /** Begin a cart. */
        post: operations["createCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One cart, priced. */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Customer, note or affiliate of a cart. */
        patch: operations["updateCart"];
        trace?: never;
    };
    "/v1/carts/{id}/items": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a line; the same article without a price of its own adds to its line. */
        post: operations["addCartItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/items/{itemId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a line out. */
        delete: operations["removeCartItem"];
        options?: never;
        head?: never;
        /** Change quantity, price or note of a line. */
        patch: operations["updateCartItem"];
        trace?: never;
    };
    "/v1/carts/{id}/promotions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter a promotion code. */
        post: operations["applyPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/promotions/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a promotion code out. */
        delete: operations["removePromotion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/discounts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Discount a line or the whole cart. */
        post: operations["addDiscount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/discounts/{discountId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                discountId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a discount out. */
        delete: operations["removeDiscount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/suspend": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Park a cart. */
        post: operations["suspendCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a parked cart, on any terminal. */
        post: operations["resumeCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/take-over": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a cart that is active on another terminal. */
        post: operations["takeOverCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/void": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Void a cart. */
        post: operations["voidCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first. */
        get: operations["listOrders"];
        put?: never;
        /** Pay a cart. */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sales": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A whole sale in one call; the rules of cart and order. */
        post: operations["createSale"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One order. */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/shipping": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** How and where the goods are on their way. */
        put: operations["setShipping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/status": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move an order on. */
        post: operations["setOrderStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/payments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay what is still due of a pending order. */
        post: operations["addPayments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/give-up": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a pending order up; what terminals took is taken back. */
        post: operations["giveUpOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/void": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Void a sale of the same business day; a document of its own. */
        post: operations["voidOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/returns": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take goods back against a receipt. */
        post: operations["returnOrderItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/returns": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take goods back without a receipt. */
        post: operations["returnWithoutReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/receipt": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * The receipt in the form that Accept asks for.
         * @description One document in every form. A copy is journaled first by POST /v1/orders/{id}/reprints, which gives its number.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/reprints": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Journal that a receipt is printed again; answers which copy it is. */
        post: operations["reprintReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Customers by name, e-mail or phone. */
        get: operations["listCustomers"];
        put?: never;
        /** Add a customer. */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One customer. */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a customer. */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/v1/customers/{id}/erase": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase what identifies a customer; sales stay. */
        post: operations["eraseCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Stock levels. */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/fraud-check": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the hub's fraud rules about a cart before it is paid; one that is held, or grows afterwards, takes an approval. */
        post: operations["checkCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elsewhere/stock": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** How much of an article the stores of the same company have, by the hub's word; this store's own row is marked. */
        get: operations["getStockElsewhere"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elsewhere/orders": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Orders of the company's stores, by receipt number or id, by the hub's word; receipt numbers may occur in several stores. */
        get: operations["findOrdersElsewhere"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elsewhere/returns": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take goods back that another store sold; money and goods move here.
         * @description The order was found before (findOrdersElsewhere, verifyReceipt). While the hub answers it holds the quantities for this store; while it is away, and where the policy opens it, the receipt's signature stands for it within the limits of return.otherStore, and the hub settles it later.
         */
        post: operations["returnFromElsewhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/verify": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the signed code on a receipt says, and whether to believe it; works without a line. */
        post: operations["verifyReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/{variantId}/moves": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                variantId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** The ledger of one article, newest first. */
        get: operations["listStockMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/moves": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goods received, adjusted or counted. */
        post: operations["createStockMoves"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/transfers": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Goods asked for, on their way and received; the latest change first. */
        get: operations["listStockTransfers"];
        put?: never;
        /** Ask another store for goods, or send it some. */
        post: operations["createStockTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/transfers/{id}/send": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send what another store asked for: it leaves the books here. */
        post: operations["sendStockTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/transfers/{id}/receive": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was sent to this store came: it is in the books here. */
        post: operations["receiveStockTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variants/{id}/prices": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** What an article costs, cost and will cost. */
        get: operations["showArticlePrices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-books/{code}/prices/removals": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one price out of a book. */
        post: operations["removePrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-downs": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Prices that were taken down for a while, newest first. */
        get: operations["listPriceDowns"];
        put?: never;
        /**
         * Take the price of an article down for a while.
         * @description An emergency that cannot wait for whoever governs the prices: possible with and without a hub and a line, unless the policy narrows `price.down`. It wins over every price book until it ends, at most 31 days later.
         */
        post: operations["lowerPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-downs/{id}/end": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The former price holds again from now on. */
        post: operations["endPriceDown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Counts of the shelves, newest first. */
        get: operations["listStockCounts"];
        put?: never;
        /** Begin a count. */
        post: operations["openStockCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** A count with its lines. */
        get: operations["getStockCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts/{id}/lines": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One more of an article was scanned, or so many lie there.
         * @description What the books say at that moment is kept beside it, so that sales between counting and posting do not matter.
         */
        post: operations["countArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts/{id}/lines/{variantId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
                variantId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** As if that article had not been counted. */
        delete: operations["uncountArticle"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts/{id}/post": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move the differences into the ledger. */
        post: operations["postStockCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stock/counts/{id}/drop": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a count without moving anything. */
        post: operations["dropStockCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/print-jobs/{id}/discard": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A job that has not begun is not to be printed any more. */
        post: operations["discardPrintJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/outlook": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What would be different with the hub in another mode. The table compared with itself; nothing changes. */
        get: operations["getOutlook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue a voucher of this store. */
        post: operations["createVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** A voucher and what is left on it. */
        get: operations["getVoucher"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vouchers/{code}/fetch": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a voucher here that another store of the company has; then it pays like one of this store's.
         * @description The store that has it hands all of it over through the hub, which takes a second or two while both are online: 202 until then, and the same is asked again. What is left of it afterwards stays here, until a store asks for it. Nothing of the kind is done while the hub is away.
         */
        post: operations["fetchVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscription-plans": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Plans. */
        get: operations["listPlans"];
        put?: never;
        /** Add a plan. */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enrol a customer; the first order is placed with it. */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One subscription with items and events. */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel future renewals. */
        post: operations["cancelSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotion-codes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Promotion codes. */
        get: operations["listPromotionCodes"];
        put?: never;
        /** Add a promotion code. */
        post: operations["createPromotionCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotion-codes/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a promotion code; code and kind stay. */
        patch: operations["updatePromotionCode"];
        trace?: never;
    };
    "/v1/gift-cards": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a gift card or store credit outside of a sale.
         * @description With a code: a card that exists already, as from a printer of cards. Without an amount it is inactive until a sale or a refund puts something on it.
         */
        post: operations["issueGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-card-articles": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The articles whose sale puts their price on a gift card. */
        get: operations["listGiftCardArticles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/lookup": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is on a gift card.
         * @description A POST so that the code stands in no address. Keeps nothing.
         */
        post: operations["lookUpGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/authorisations": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set an amount of a card aside for an open cart.
         * @description One for each card of a cart: asking again is another amount. It ends with the cart, or after its time.
         */
        post: operations["authoriseGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/authorisations/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let go of what was set aside. */
        delete: operations["releaseGiftCard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** A gift card by its account. */
        get: operations["getGiftCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/{id}/entries": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What happened to a gift card; newest first. */
        get: operations["listGiftCardEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gift-cards/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put something on a card, or take it away, outside of a sale. */
        post: operations["adjustGiftCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variants/{id}/gift-card": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** Say whether selling an article puts its price on a gift card. */
        put: operations["setGiftCardArticle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/loyalty/programmes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The newest version of every loyalty programme. */
        get: operations["listLoyaltyProgrammes"];
        put?: never;
        /**
         * Keep new versions of loyalty programmes; a version is never changed.
         * @description Documents as in loyalty-programme.schema.json. All or none; complaints name the place in the list.
         */
        post: operations["importLoyaltyProgrammes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/loyalty": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** A customer's points and tier in the programme in force. */
        get: operations["getCustomerLoyalty"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/loyalty/entries": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What happened to a customer's points; newest first. */
        get: operations["listPointEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/loyalty/adjustments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give points or take them away by hand. */
        post: operations["adjustPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The newest version of every charge. */
        get: operations["listCharges"];
        put?: never;
        /**
         * Keep new versions of charges; a version is never changed.
         * @description Documents as in charge.schema.json: all or none, complaints by path.
         */
        post: operations["importCharges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-lists": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The newest version of every price list. */
        get: operations["listPriceLists"];
        put?: never;
        /**
         * Keep new versions of price lists; a version is never changed.
         * @description Documents as in price-list.schema.json: all or none, complaints by path.
         */
        post: operations["importPriceLists"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotion-rules/{id}/codes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue codes that stand for the code a promotion rule names. */
        post: operations["issuePromotionCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/charges": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a bag, delivery or another charge on; a negative quantity of a deposit takes empties back. */
        post: operations["askCharge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/charges/{chargeId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                chargeId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take off a charge that was asked for. */
        delete: operations["removeCharge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/split": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Part an open check by seat or by items.
         * @description Each part is a sale of its own. `difference` is what they come to beyond the whole, when a promotion over the whole breaks.
         */
        post: operations["splitCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layaways": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Goods that are kept, newest first. */
        get: operations["listLayaways"];
        put?: never;
        /**
         * Keep the goods of a cart for a customer who pays in parts.
         * @description The cart is closed and keeps its prices. A first payment is an order of its own; 202 while a card terminal is at it.
         */
        post: operations["openLayaway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layaways/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One with its goods and payments. */
        get: operations["getLayaway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Its last day, or a note. */
        patch: operations["changeLayaway"];
        trace?: never;
    };
    "/v1/layaways/{id}/payments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay a part in. */
        post: operations["payLayaway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layaways/{id}/pick-up": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the goods out.
         * @description An order at the prices that were agreed; `payments` settle what was not paid in.
         */
        post: operations["pickUpLayaway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/layaways/{id}/cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it up.
         * @description What was paid in goes back, but for a fee by the policy of the store.
         */
        post: operations["cancelLayaway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/points": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Take something off the cart for points of its customer; 0 for none.
         * @description Where the programme lets points be a discount before taxes. They are set aside until the order is paid.
         */
        put: operations["spendPoints"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/transfer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move lines to another open cart of the store; without items all of them. */
        post: operations["transferCartItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/fire": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell the kitchen of a course.
         * @description Once: each line remembers how many of it the kitchen knows (`fired`). Printers with `kitchen` categories print the ticket. What changes afterwards is a ticket by itself: `change`, `void`, `move`. `conflict` when the kitchen knows all of it.
         */
        post: operations["fireCourse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kitchen/tickets": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What the kitchen was told, newest first. */
        get: operations["listKitchenTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kitchen/tickets/{id}/copies": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Print a ticket again, marked as a copy. */
        post: operations["repeatKitchenTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/kitchen/tickets/{id}/ready": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** The kitchen is done with it. */
        put: operations["finishKitchenTicket"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tables": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The plan of the tables with the checks that are open there. */
        get: operations["listTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/items/{itemId}/substitutes": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        /** What may be given instead of a line. */
        get: operations["listSubstitutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/items/{itemId}/substitute": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give another article instead of a lines.
         * @description One of the substitutes of the articles terms; the price is its own, that of the line, or the cheaper of both, as they say, and `priceReason` tells. The line keeps its number, seat, course, what belongs to it and discounts by hand.
         */
        post: operations["substituteCartItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/age-checks": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have an identity provider say whether the customer is old enough.
         * @description The hub asks; the customers wallet shows no more than that. Nothing of a date of birth is kept. One check of a cart at a time.
         */
        post: operations["startAgeCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/age-checks/{id}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** How far it is; asks the hub while it is not over. */
        get: operations["getAgeCheck"];
        put?: never;
        post?: never;
        /** Look at an id instead. */
        delete: operations["cancelAgeCheck"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/shares": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What each of several payers pays; the cents add up. */
        get: operations["getCartShares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/variants/{id}/terms": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What selling the article takes. */
        get: operations["getArticleTerms"];
        /** Say what selling the article takes. */
        put: operations["putArticleTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/units/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        /** Where a serial number, ticket or membership was sold. */
        get: operations["findSoldUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/units/{code}/use": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a ticket in, once; check a membership. */
        post: operations["useSoldUnit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/promotion-rules": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** The newest version of every promotion rule. */
        get: operations["listPromotionRules"];
        put?: never;
        /**
         * Keep new versions of promotion rules; a version is never changed.
         * @description Documents as in promotion-rule.schema.json. All or none; complaints name the place in the list. What says the same as the newest version is left alone; a document without a version becomes the next one.
         */
        post: operations["importPromotionRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/carts/{id}/explanation": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** Why a cart costs what it costs, line by line. */
        get: operations["explainCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pricing/rules": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** What a till needs to price a basket by itself until the store has answered. */
        get: operations["getPricingRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pricing/articles": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        /** Articles with their price now and the codes that name them, short. */
        get: operations["listPricedArticles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pricing/differences": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A till's page foresaw another total than the store answered; counted and logged. */
        post: operations["reportPriceDifference"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price": {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Price any basket at any time, with the trail of every change of money. Nothing is kept.
         * @description The document of price-request.schema.json. Without `promotions` the rules that the store had at `at` count. Keeps nothing, so a key changes nothing: the same document is always answered the same.
         */
        post: operations["priceBasket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A UUIDv7 in its canonical text form. */
        Uuid: string;
        /** @description RFC 3339 with offset. */
        Time: string;
        /** @description A day of the store's calendar. */
        Date: string;
        /** @description ISO 4217 code. */
        Currency: string;
        /** @description Minor units of the currency named on the same object, else of the store's. */
        Money: number;
        /** @description Minor units, zero or more. */
        MoneyNotNegative: number;
        /** @description Minor units, one or more. */
        MoneyPositive: number;
        /** @description A decimal string with up to six places; negative on lines that come back. */
        Quantity: string;
        /** @description A quantity as a decimal string or a JSON number; more than zero. */
        QuantityIn: string | number;
        /** @description A decimal string. */
        Decimal: string;
        /** @description A decimal string or a JSON number. */
        DecimalIn: string | number;
        /** @description A quantity as a decimal string or a JSON number; below zero for goods that come back without a receipt. */
        SignedQuantityIn: string | number;
        /** @description Where the next page starts; null on the last one. Opaque. */
        Cursor: string | null;
        /** @description RFC 9457 problem. Nothing is stored when a call answers with one. */
        Problem: {
            type: components["schemas"]["ProblemType"];
            title: string;
            status: number;
            detail: string;
            /**
             * @description The taxonomy's class.
             * @enum {string}
             */
            errorClass: "InvalidArgumentError" | "SchemaValidationError" | "AuthenticationError" | "CredentialExpiredError" | "RateLimitError" | "ComplianceViolationError" | "DataConflictError" | "DuplicateRequestError" | "InsufficientFundsError" | "PaymentDeclinedError" | "ServiceUnavailableError" | "CircuitBreakerOpenError" | "TimeoutError" | "ConfigurationError" | "DataIntegrityError";
            /** @description The same request may succeed later. */
            retryable: boolean;
            correlationId: string;
            instance?: string;
            errors?: {
                /** @description JSON Pointer into the body. */
                pointer: string;
                detail: string;
            }[];
            /** @description Of the capability matrix; this and what follows are there when it refused. */
            operation?: string;
            /** @enum {unknown} */
            reason?: "WAN_DOWN" | "DEPENDENCY_DOWN" | "CIRCUIT_OPEN" | "SLOW" | "DRAINING" | "DATA_TOO_OLD" | "CLOCK_UNTRUSTED" | "POLICY_OFF" | "NOT_CONFIGURED" | "DISK_RESERVE" | "OFFLINE_RULES" | "LIMIT_REACHED" | "APPROVAL_NEEDED";
            /** @enum {unknown} */
            mode?: "alone" | "online" | "slow" | "edge" | "draining";
            cause?: components["schemas"]["ModeCause"];
            dependency?: components["schemas"]["CapabilityDependency"] | null;
            since?: components["schemas"]["Time"];
            until?: components["schemas"]["Time"];
            limit?: {
                kind: string;
                value: number;
                left?: number;
            };
            instead?: string;
        };
        /**
         * @description The whole table; each type always has the same status, class and retryable flag.
         * @enum {string}
         */
        ProblemType: "urn:holdfast:problem:malformed-json" | "urn:holdfast:problem:invalid-body" | "urn:holdfast:problem:strict-json" | "urn:holdfast:problem:invalid-argument" | "urn:holdfast:problem:not-found" | "urn:holdfast:problem:method-not-allowed" | "urn:holdfast:problem:not-acceptable" | "urn:holdfast:problem:unsupported-media-type" | "urn:holdfast:problem:payload-too-large" | "urn:holdfast:problem:unauthenticated" | "urn:holdfast:problem:session-expired" | "urn:holdfast:problem:wrong-pin" | "urn:holdfast:problem:locked-out" | "urn:holdfast:problem:permission-denied" | "urn:holdfast:problem:approval-required" | "urn:holdfast:problem:conflict" | "urn:holdfast:problem:duplicate" | "urn:holdfast:problem:stale-version" | "urn:holdfast:problem:precondition-required" | "urn:holdfast:problem:idempotency-key-reused" | "urn:holdfast:problem:in-use-elsewhere" | "urn:holdfast:problem:no-price" | "urn:holdfast:problem:unknown-code" | "urn:holdfast:problem:limit-exceeded" | "urn:holdfast:problem:underpaid" | "urn:holdfast:problem:overpaid" | "urn:holdfast:problem:tender-refused" | "urn:holdfast:problem:payment-declined" | "urn:holdfast:problem:no-open-shift" | "urn:holdfast:problem:shift-open" | "urn:holdfast:problem:nothing-left-to-return" | "urn:holdfast:problem:coupon-refused" | "urn:holdfast:problem:insufficient-balance" | "urn:holdfast:problem:rate-limited" | "urn:holdfast:problem:busy" | "urn:holdfast:problem:storage-full" | "urn:holdfast:problem:storage-read-only" | "urn:holdfast:problem:storage-failed" | "urn:holdfast:problem:timeout" | "urn:holdfast:problem:not-configured" | "urn:holdfast:problem:not-available-now" | "urn:holdfast:problem:circuit-open" | "urn:holdfast:problem:policy-off" | "urn:holdfast:problem:internal";
        /**
         * @description What a role may do.
         * @enum {string}
         */
        Permission: "sell" | "return" | "return_without_receipt" | "price_override" | "discount" | "void_cart" | "void_order" | "open_price" | "unlisted_item" | "suspend" | "take_over" | "shift_open" | "shift_close" | "cash_movement" | "no_sale" | "x_report" | "approve" | "catalogue_edit" | "stock_adjust" | "customer_edit" | "customer_erase" | "staff_admin" | "device_admin" | "reports" | "subscriptions" | "audit_read" | "shipping";
        /** @enum {string} */
        CartStatus: "ACTIVE" | "SUSPENDED" | "CHECKED_OUT" | "VOIDED" | "EXPIRED";
        /** @enum {string} */
        OrderStatus: "PENDING_PAYMENT" | "PAID" | "AWAITING_PRODUCTION" | "READY_TO_SHIP" | "SHIPPED" | "DELIVERED" | "CANCELLED";
        /** @enum {string} */
        OrderKind: "sale" | "return" | "exchange" | "void";
        /** @enum {string} */
        PromoType: "PERCENTAGE" | "AMOUNT";
        /** @enum {string} */
        AffiliateSource: "INBOUND" | "OUTBOUND";
        /** @enum {string} */
        SubscriptionStatus: "PENDING" | "ACTIVE" | "PAUSED" | "CANCELLED";
        /** @enum {string} */
        SubscriptionInterval: "WEEKLY" | "MONTHLY" | "QUARTERLY" | "YEARLY";
        /** @enum {string} */
        SubscriptionEventType: "RENEWAL" | "PAYMENT_FAILED" | "CANCELLATION";
        /** @enum {string} */
        ShippingStatus: "PENDING" | "SHIPPED" | "IN_TRANSIT" | "DELIVERED" | "RETURNED";
        /** @description What a quantity counts: piece, kg, l, m and the like. */
        Unit: string;
        /**
         * @description With or without a link to the hub.
         * @enum {string}
         */
        Mode: "online" | "edge";
        Health: {
            /**
             * @description Degraded: reads work, sales do not.
             * @enum {string}
             */
            status: "ok" | "degraded" | "notConfigured";
            mode: components["schemas"]["Mode"];
            version: string;
            siteId: string | null;
            /** @description Events that the hub has not confirmed. */
            backlog: number;
            /** @description Why it is degraded. */
            problem?: string;
        };
        /** @description Code of a person of the staff. */
        StaffCode: string;
        /** @description A person of the staff. */
        StaffRef: {
            id?: components["schemas"]["Uuid"];
            code: string;
            name: string;
        };
        PairingExchangeIn: {
            /**
             * @description The code's first two characters.
             * @example K7
             */
            selector: string;
            /** @description pA: a point of P-256, uncompressed, base64url */
            share: string;
            name: string;
            /** @enum {string} */
            kind?: "till" | "console";
        };
        PairingExchange: {
            exchangeId: components["schemas"]["Uuid"];
            /** @description pB, likewise */
            share: string;
            /** @description SHA-256 over the store's certificate (DER) in hex; null when it has none. */
            certificate: string | null;
            /** @description The same of the authority that issued it. */
            authority: string | null;
        };
        PairingConfirmationIn: {
            /** @description cA, base64url */
            confirmation: string;
        };
        PairingConfirmation: {
            /** @description cB, base64url, which the terminal compares with its own */
            confirmation: string;
            /** @description {terminalId, token, registerId, authority (PEM or null)} as `hf1.<id>.<base64url of nonce (12), tag (16), text>`: AES-256-GCM with HMAC-SHA-256 of `encrypt` by the key HKDF-SHA-256(Ke, info `holdfast pairing answer 1`), and `pairing/<exchangeId>` as additional data. */
            sealed: string;
        };
        PairingIn: {
            code: string;
            name: string;
            /**
             * @description What the browser is used as.
             * @default till
             * @enum {string}
             */
            kind?: "till" | "console";
        };
        Pairing: {
            terminalId: components["schemas"]["Uuid"];
            /** @description Bearer token of the terminal; shown once. */
            token: string;
            registerId?: components["schemas"]["Uuid"] | null;
        };
        SetupState: {
            /** @enum {string} */
            state: "empty" | "restoring" | "store";
            /** @description Why the latest restoring failed. */
            problem?: string;
        };
        SetupStep: {
            /** @enum {string} */
            step: "catalogue" | "printer" | "hub" | "till" | "backup";
            /** @enum {string} */
            state: "open" | "done" | "skipped";
        };
        StoreDocument: {
            site: Record<string, never>;
            taxCategories: Record<string, never>[];
            tenders: Record<string, never>[];
            roles: Record<string, never>[];
            staff: Record<string, never>[];
            registers: Record<string, never>[];
            inStoreRules?: Record<string, never>[];
            promotions?: Record<string, never>[];
            plans?: Record<string, never>[];
            customers?: Record<string, never>[];
        };
        System: {
            version: string;
            startedAt: components["schemas"]["Time"];
            now: components["schemas"]["Time"];
            schema: number;
            /** @description Where other devices reach this appliance. */
            addresses: string[];
            database: {
                bytes: number;
                walBytes: number;
            };
            clockSynchronised: boolean;
            disk: {
                free: number;
                size: number;
            };
            memoryFree: number;
            certificates: {
                whose: string;
                readable: boolean;
                endsAt: components["schemas"]["Time"] | null;
            }[];
        };
        Finding: {
            code: string;
            /** @enum {string} */
            severity: "good" | "notice" | "warning" | "trouble";
            what: string;
            remedy: string;
        };
        Backups: {
            items: {
                name: string;
                at: components["schemas"]["Time"];
                bytes: number;
                sealed: boolean;
                /** @description It lies in the folder. */
                here: boolean;
                /** @description It lies in the S3-compatible store. */
                offSite: boolean;
            }[];
            next: components["schemas"]["Cursor"];
            running: boolean;
            lastGoodAt: components["schemas"]["Time"] | null;
            lastFailedAt: components["schemas"]["Time"] | null;
            /** @description What the last one failed of. */
            problem: string;
            rehearsing: boolean;
        };
        UpdateState: {
            /** @description Started by the launcher: only then releases can be put in place. */
            managed: boolean;
            runs: {
                release: string;
                /** @description 0: installed by hand. */
                counter: number;
                sha256?: string;
                /** Format: date-time */
                since: string;
            };
            /** @description What may be gone back to. */
            before?: {
                counter: number;
                sha256: string;
            };
            /** @enum {unknown} */
            state: "idle" | "fetching" | "waiting" | "switching";
            target?: string;
            sha256?: string;
            release?: string;
            counter?: number;
            /**
             * @description `hub`, `stick`, or `back` to the release before.
             * @enum {unknown}
             */
            source?: "hub" | "peer" | "stick" | "back" | "";
            /** @description Somebody does not want to wait for the window. */
            forced?: boolean;
            percent?: number;
            bytes?: number;
            bytesOf?: number;
            /**
             * @description `delta`: what differs from the release that runs.
             * @enum {unknown}
             */
            form?: "whole" | "packed" | "delta";
            /** @enum {unknown} */
            waitsFor?: "window" | "payment" | "cart" | "shift" | "line" | "disk";
            /**
             * Format: date-time
             * @description The window, when it waits for it.
             */
            opensAt?: string;
            /**
             * Format: date-time
             * @description When the hub said last what it wishes.
             */
            heardAt?: string;
            /** @description What is in the way, in a sentence; empty: nothing. */
            problem: string;
            last?: components["schemas"]["UpdatePast"];
            /** @description SHA-256 of releases that went back here. */
            bad: string[];
            /** @description Folders on mounted media that hold releases. */
            sticks: string[];
            policy: components["schemas"]["UpdatePolicy"];
        };
        UpdatePast: {
            target: string;
            release: string;
            sha256: string;
            counter: number;
            source: string;
            /** @description That were fetched. */
            bytes: number;
            /** Format: date-time */
            startedAt: string;
            /** @enum {unknown} */
            outcome: "committed" | "wentBack" | "refused" | "failed";
            cause: string;
            /** Format: date-time */
            at: string;
        };
        UpdatePolicy: {
            /**
             * @description The hub's wish is followed without being asked.
             * @default true
             */
            automatic?: boolean;
            /** @description On which the window opens; 1 is Monday. */
            days?: number[];
            /**
             * @description By the store's clock.
             * @default 02:00
             */
            from?: string;
            /**
             * @description Before `from`: of the next day.
             * @default 05:00
             */
            to?: string;
            /**
             * @description Also some minutes after the last shift was closed.
             * @default false
             */
            afterClose?: boolean;
            /** @default true */
            needsNoOpenShift?: boolean;
            /**
             * @description Of the line, for a download; 0: 512 KiB while a shift is open.
             * @default 0
             */
            bytesPerSecond?: number;
            /**
             * @description What was fetched is given to other appliances that ask.
             * @default true
             */
            shares?: boolean;
            /** @description Other appliances that are asked before the hub. */
            peers?: string[];
        };
        BackupSchedule: {
            on: boolean;
            /** @description Empty before the first time. */
            folder: string;
            /** @description In the store's time zone. */
            minuteOfDay: number;
            /** @description Files; older ones go. */
            keep: number;
            /** @description They are locked with a passphrase. */
            sealed: boolean;
            /** @description The folder is on the disk of the store itself. */
            sameDisk: boolean;
            s3: components["schemas"]["BackupPlace"] | null;
        };
        BackupScheduleIn: {
            /** @default true */
            on?: boolean;
            folder: string;
            minuteOfDay?: number;
            keep?: number;
            /** @description At least 8 letters; empty: not locked; left out: as it is. */
            passphrase?: string;
            /** @description Where locked backups are sent as well; null: nowhere; left out: as it is. It is tried at once. */
            s3?: components["schemas"]["BackupPlaceIn"] | null;
        };
        BackupPlace: {
            /** @example https://s3.eu-central-1.amazonaws.com */
            endpoint: string;
            bucket: string;
            prefix: string;
            region: string;
            accessKey: string;
            /** @description The bucket is the path's first part; otherwise the host name's. */
            pathStyle: boolean;
            /** @description Of a server with an authority of its own, PEM; otherwise empty. */
            caPem: string;
        };
        BackupPlaceIn: {
            endpoint: string;
            bucket: string;
            prefix?: string;
            /** @default us-east-1 */
            region?: string;
            accessKey: string;
            /** @description Left out: as it was for this server and access key. */
            secretKey?: string;
            /** @default true */
            pathStyle?: boolean;
            caPem?: string;
        };
        Rehearsal: {
            at: components["schemas"]["Time"];
            good: boolean;
            file: string;
            sealed: boolean;
            bytes: number;
            milliseconds: number;
            /** @description Sums that were compared. */
            totals: number;
            /** @description What the store wrote after the backup. */
            eventsSince: number;
            differences: Record<string, never>[];
            violations: string[];
            failure?: string;
        };
        LogEntry: {
            at: components["schemas"]["Time"];
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error" | "fatal";
            message: string;
            /** @description Empty where there is none. */
            correlationId: string;
            /** @description The whole entry, as it was written. */
            line: string;
        };
        PairingCodeIn: {
            registerId?: components["schemas"]["Uuid"];
            uses?: number;
        };
        PairingCode: {
            code: string;
            expiresAt: components["schemas"]["Time"];
            registerId?: components["schemas"]["Uuid"] | null;
        };
        Terminal: {
            id: components["schemas"]["Uuid"];
            name: string;
            registerId: components["schemas"]["Uuid"] | null;
            /** @enum {string} */
            kind: "till" | "console";
            pairedAt: components["schemas"]["Time"];
            revokedAt: components["schemas"]["Time"] | null;
        };
        SessionIn: {
            staffCode: string;
            pin: string;
        };
        Session: {
            sessionId: components["schemas"]["Uuid"];
            staff: {
                id: components["schemas"]["Uuid"];
                code: string;
                name: string;
                role: string;
            };
            permissions: components["schemas"]["Permission"][];
            expiresAt: components["schemas"]["Time"];
            maxDiscountPercent?: components["schemas"]["Decimal"] | null;
            maxOpenPrice?: components["schemas"]["MoneyNotNegative"] | null;
            /** @description Bearer token of the session; shown once. */
            token: string;
        };
        CurrentSession: {
            sessionId: components["schemas"]["Uuid"];
            staff: {
                id: components["schemas"]["Uuid"];
                code: string;
                name: string;
                role: string;
            };
            permissions: components["schemas"]["Permission"][];
            expiresAt: components["schemas"]["Time"];
            maxDiscountPercent?: components["schemas"]["Decimal"] | null;
            maxOpenPrice?: components["schemas"]["MoneyNotNegative"] | null;
            terminalId?: components["schemas"]["Uuid"];
        };
        ApprovalRequestIn: {
            action: components["schemas"]["Permission"];
            /** @description What it is about */
            title: string;
            before?: string;
            after?: string;
            reason?: string;
            /** @description The call that the consent is for; it has to be made with the same bytes. */
            call: {
                /** @enum {string} */
                method: "POST" | "PUT" | "PATCH" | "DELETE";
                path: string;
                /** @description The body as text. */
                body?: string;
            };
        };
        ApprovalRequest: {
            requestId: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "pending" | "approved" | "denied" | "withdrawn" | "expired";
            action: components["schemas"]["Permission"];
            title: string;
            before: string;
            after: string;
            reason: string;
            staff: components["schemas"]["StaffRef"];
            terminal: string;
            registerId: components["schemas"]["Uuid"] | null;
            registerNumber: number | null;
            call: {
                method: string;
                path: string;
                body: Record<string, never> | null;
            };
            /** @description The cart as it was when consent was asked for. */
            cart: {
                cartId: components["schemas"]["Uuid"];
                version: number;
                total: components["schemas"]["Money"];
                lines: number;
            } | null;
            currency: components["schemas"]["Currency"];
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            decidedBy: components["schemas"]["StaffCode"] | null;
            decidedAt: components["schemas"]["Time"] | null;
            note: string;
            /** @description The consent, for who asked for it. */
            approvalId?: components["schemas"]["Uuid"];
        };
        ApprovalDecisionIn: {
            /** @enum {string} */
            decision: "approve" | "deny";
            /** @description Of who is signed on. */
            pin: string;
            note?: string;
        };
        Exception: {
            /** @description The same as long as it is the same. */
            id: string;
            /** @description Stable; that of the command line's doctor where both see it. */
            code: string;
            /** @enum {string} */
            severity: "notice" | "warning" | "trouble";
            since: components["schemas"]["Time"] | null;
            until: components["schemas"]["Time"] | null;
            /** @description The money it is about. */
            amount: components["schemas"]["Money"] | null;
            currency: components["schemas"]["Currency"];
            subject: {
                kind: string;
                id: components["schemas"]["Uuid"];
            } | null;
            /** @enum {string} */
            fix: "none" | "askTerminal" | "decidePayment" | "settleCard" | "printAgain" | "replayLetter" | "closeShift" | "seeVariance" | "seeOrder" | "testDevice" | "confirmPrices" | "resumeReplication" | "carryOut" | "resetPin" | "seeCart" | "backUp";
            /** @description Who may put it right; null is everybody. */
            permission: components["schemas"]["Permission"] | null;
            canBeSeen: boolean;
            facts: {
                [key: string]: string;
            };
            seen: {
                by: components["schemas"]["StaffCode"];
                note: string;
                at: components["schemas"]["Time"];
            } | null;
        };
        ExceptionSeenIn: {
            note?: string;
        };
        HourSum: {
            receipts: number;
            amount: components["schemas"]["Money"];
        };
        SalesReport: {
            from: components["schemas"]["Date"];
            to: components["schemas"]["Date"];
            by: string;
            currency: components["schemas"]["Currency"];
            /** @description Of whole receipts. */
            total: {
                receipts: number;
                discount: components["schemas"]["Money"];
                net: components["schemas"]["Money"];
                tax: components["schemas"]["Money"];
                amount: components["schemas"]["Money"];
                /** @description Of a receipt. */
                average: components["schemas"]["Money"] | null;
            };
            /** @description The stretch of as many days before. */
            before: {
                from: components["schemas"]["Date"];
                to: components["schemas"]["Date"];
                receipts: number;
                discount: components["schemas"]["Money"];
                net: components["schemas"]["Money"];
                tax: components["schemas"]["Money"];
                amount: components["schemas"]["Money"];
            };
            /** @description At most 500; those that took most, or in the order of time. */
            rows: {
                /** @description Date, weekday from 1 (Monday), hour, SKU, slug, code or number. */
                key: string;
                /** @description Its name where it has one. */
                label: string;
                receipts: number;
                discount: components["schemas"]["Money"];
                net: components["schemas"]["Money"];
                tax: components["schemas"]["Money"];
                amount: components["schemas"]["Money"];
                quantity: components["schemas"]["Quantity"];
                /** @description Its amount in the stretch before. */
                before: components["schemas"]["Money"] | null;
            }[];
            /** @description Rows that are not shown. */
            more: number;
        };
        SalesByHour: {
            date: components["schemas"]["Date"];
            comparedWith: components["schemas"]["Date"];
            currency: components["schemas"]["Currency"];
            timeZone: string;
            /** @description How far the day is; 24 when it is over. */
            untilHour: number;
            hours: {
                hour: number;
                receipts: number;
                amount: components["schemas"]["Money"];
                before: components["schemas"]["HourSum"];
            }[];
            total: components["schemas"]["HourSum"];
            before: components["schemas"]["HourSum"];
            /** @description Up to this hour of the day. */
            beforeSoFar: components["schemas"]["HourSum"];
        };
        ShiftVariance: {
            shiftId: components["schemas"]["Uuid"];
            currency: components["schemas"]["Currency"];
            variance: components["schemas"]["Money"] | null;
            limit: components["schemas"]["MoneyNotNegative"];
            beyondLimit: boolean;
            causes: {
                /** @enum {string} */
                cause: "unknownCard" | "voidAfterPrint" | "noSale" | "missingFloat" | "wrongTender" | "refundNotPaid" | "movementTwice" | "miscount";
                /** @enum {string} */
                likelihood: "exact" | "possible" | "hint";
                explains: components["schemas"]["Money"];
                facts: {
                    /** @enum {string} */
                    kind: "order" | "cardPayment" | "cashMovement" | "shift";
                    id: components["schemas"]["Uuid"];
                    label: string;
                    amount: components["schemas"]["Money"];
                    at: components["schemas"]["Time"];
                }[];
            }[];
        };
        CustomerData: {
            store: string;
            currency: components["schemas"]["Currency"];
            exportedAt: components["schemas"]["Time"];
            customer: Record<string, never>;
            addresses: Record<string, never>[];
            cards: Record<string, never>[];
            subscriptions: Record<string, never>[];
            orders: components["schemas"]["Order"][];
        };
        ApprovalIn: {
            staffCode: string;
            pin: string;
            action: components["schemas"]["Permission"];
            reason: string;
        };
        Approval: {
            approvalId: components["schemas"]["Uuid"];
            approver: components["schemas"]["StaffRef"];
            action: components["schemas"]["Permission"];
            expiresAt: components["schemas"]["Time"];
        };
        Register: {
            id: components["schemas"]["Uuid"];
            number: number;
            name: string;
            active: boolean;
            openShift: {
                shiftId: components["schemas"]["Uuid"];
                number: number;
                openedAt: components["schemas"]["Time"];
            } | null;
        };
        RegisterIn: {
            number: number;
            name: string;
        };
        Staff: {
            id: components["schemas"]["Uuid"];
            code: string;
            name: string;
            role: string;
            active: boolean;
            lockedUntil?: components["schemas"]["Time"] | null;
            createdAt?: components["schemas"]["Time"];
            updatedAt?: components["schemas"]["Time"];
        };
        StaffIn: {
            code: string;
            name: string;
            role: string;
            pin: string;
            active?: boolean;
        };
        StaffPatch: {
            name?: string;
            role?: string;
            active?: boolean;
            pin?: string;
        };
        Role: {
            code: string;
            name: string;
            permissions: components["schemas"]["Permission"][];
            maxDiscountPercent: components["schemas"]["Decimal"] | null;
            maxOpenPrice: components["schemas"]["MoneyNotNegative"] | null;
        };
        RoleIn: {
            name: string;
            permissions: components["schemas"]["Permission"][];
            /** @description Null or absent: no limit. */
            maxDiscountPercent?: components["schemas"]["DecimalIn"] | null;
            maxOpenPrice?: components["schemas"]["MoneyNotNegative"] | null;
        };
        Variant: {
            id: components["schemas"]["Uuid"];
            productId: components["schemas"]["Uuid"];
            sku: string;
            /** @description What the receipt prints. */
            name: string;
            title: string;
            unit: components["schemas"]["Unit"];
            /** @description Places a quantity may have. */
            decimals: number;
            /** @enum {string} */
            priceKind: "fixed" | "open";
            /** @description What one unit costs now, by the price books, with `priceFor` by the price lists, too; null when it has no price. */
            price: components["schemas"]["MoneyNotNegative"] | null;
            currency: components["schemas"]["Currency"];
            minPrice: components["schemas"]["MoneyNotNegative"] | null;
            maxPrice: components["schemas"]["MoneyNotNegative"] | null;
            barcodes: string[];
            /** @enum {string} */
            inventorySource: "store" | "none";
            stock: components["schemas"]["Quantity"] | null;
            active: boolean;
            discountable: boolean;
            taxCategory: string;
            minAge: number | null;
        };
        Product: {
            id: components["schemas"]["Uuid"];
            name: string;
            description: string;
            active: boolean;
            minAge: number | null;
            taxCategory: string;
            categories: {
                id: components["schemas"]["Uuid"];
                name: string;
                slug: string;
            }[];
            images: {
                id: components["schemas"]["Uuid"];
                url: string;
                altText: string;
                sortOrder: number;
            }[];
            variants: components["schemas"]["Variant"][];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        VariantIn: {
            sku: string;
            title?: string;
            name?: string;
            unit?: components["schemas"]["Unit"];
            decimals?: number;
            /** @enum {string} */
            priceKind?: "fixed" | "open";
            price?: components["schemas"]["MoneyNotNegative"] | null;
            minPrice?: components["schemas"]["MoneyNotNegative"] | null;
            maxPrice?: components["schemas"]["MoneyNotNegative"] | null;
            barcodes?: string[];
            /** @enum {string} */
            inventorySource?: "store" | "none";
            active?: boolean;
            discountable?: boolean;
        };
        VariantPatch: {
            sku?: string;
            title?: string;
            name?: string;
            unit?: components["schemas"]["Unit"];
            decimals?: number;
            /** @enum {string} */
            priceKind?: "fixed" | "open";
            price?: components["schemas"]["MoneyNotNegative"] | null;
            minPrice?: components["schemas"]["MoneyNotNegative"] | null;
            maxPrice?: components["schemas"]["MoneyNotNegative"] | null;
            barcodes?: string[];
            /** @enum {string} */
            inventorySource?: "store" | "none";
            active?: boolean;
            discountable?: boolean;
        };
        ProductIn: {
            name: string;
            taxCategory: string;
            description?: string;
            active?: boolean;
            minAge?: number | null;
            /** @description Ids of categories. */
            categories?: components["schemas"]["Uuid"][];
            images?: {
                url: string;
                altText?: string;
                sortOrder?: number;
            }[];
            variants?: components["schemas"]["VariantIn"][];
        };
        ProductPatch: {
            name?: string;
            taxCategory?: string;
            description?: string;
            active?: boolean;
            minAge?: number | null;
            /** @description Ids of categories. */
            categories?: components["schemas"]["Uuid"][];
            images?: {
                url: string;
                altText?: string;
                sortOrder?: number;
            }[];
        };
        Category: {
            id: components["schemas"]["Uuid"];
            name: string;
            slug: string;
            parentId: components["schemas"]["Uuid"] | null;
            sortOrder: number;
        };
        /**
         * @description A colour's name; the page gives it a look in light and dark.
         * @enum {string}
         */
        LayoutColour: "grey" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink" | "brown";
        LayoutTile: {
            /** @enum {string} */
            kind: "category" | "variant" | "action";
            /** @description Place on the page, row by row from the start; gaps stay empty. */
            position: number;
            /** @description Null: the name of what it stands for. */
            label: string | null;
            /** @description Null: the page's. */
            colour: components["schemas"]["LayoutColour"] | null;
            /** @description Path on this daemon, or data:image/… */
            image: string | null;
            /** @description Word for something the page does. */
            action: string | null;
            category: components["schemas"]["Category"] | null;
            variant: components["schemas"]["Variant"] | null;
        };
        LayoutPage: {
            /** @description Empty on the one page of a store without categories. */
            label: string;
            colour: components["schemas"]["LayoutColour"] | null;
            /** @description By position. */
            tiles: components["schemas"]["LayoutTile"][];
        };
        Layout: {
            /** @description 0 while nobody has made one. */
            version: number;
            /** @description Made from the categories on the spot. */
            derived: boolean;
            updatedAt: components["schemas"]["Time"] | null;
            pages: components["schemas"]["LayoutPage"][];
            /** @description The plan of the tables. */
            rooms: components["schemas"]["LayoutRoom"][];
        };
        /** @description Where it stands, in squares of a room of 24 columns and 16 rows. */
        LayoutTable: {
            /** @description What checks name it by; unique in the store. */
            code: string;
            /** @enum {string} */
            shape?: "square" | "round";
            /** @description 0: not said. */
            seats?: number;
            column: number;
            row: number;
            /** @description How wide; 2 unless told. */
            columns?: number;
            /** @description How deep; 2 unless told. */
            rows?: number;
        };
        LayoutRoom: {
            label: string;
            /** @description They stand apart. */
            tables: components["schemas"]["LayoutTable"][];
        };
        OpenCheck: {
            cartId: components["schemas"]["Uuid"];
            version: number;
            status: components["schemas"]["CartStatus"];
            total: components["schemas"]["Money"];
            guests: number;
            staff: string;
            /** @description That works on it; null while it is parked. */
            terminalId: components["schemas"]["Uuid"] | null;
            terminalName: string | null;
            lines: number;
            /** @description Lines that the kitchen does not know yet. */
            unfired: number;
            since: components["schemas"]["Time"];
        };
        TablePlan: {
            /** @description 0: nobody has made a layout. */
            layoutVersion: number;
            currency: components["schemas"]["Currency"];
            columns: number;
            rows: number;
            rooms: {
                label: string;
                tables: {
                    code: string;
                    /** @enum {string} */
                    shape: "square" | "round";
                    seats: number;
                    column: number;
                    row: number;
                    columns: number;
                    rows: number;
                    checks: components["schemas"]["OpenCheck"][];
                }[];
            }[];
            /** @description Open checks of tables that no plan shows. */
            elsewhere: {
                code: string;
                checks: components["schemas"]["OpenCheck"][];
            }[];
        };
        /** @description As the kitchen was told; what the check becomes later does not change it. */
        KitchenTicket: {
            ticketId: components["schemas"]["Uuid"];
            /** @description What stands on the paper. */
            number: number;
            cartId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"];
            registerNumber: number;
            /**
             * @description change: fewer, or another note; void: the check was given up; move: to another table.
             * @enum {string}
             */
            kind: "fire" | "change" | "void" | "move";
            /** @description 0: none. */
            course: number;
            table: string;
            /** @description Of a move. */
            fromTable: string;
            guests: number;
            staff: string;
            /** @enum {string} */
            service: "unsaid" | "eatIn" | "takeAway";
            note: string;
            lines: {
                itemId: components["schemas"]["Uuid"];
                sku: string;
                name: string;
                unit: string;
                /** @description Below zero: no longer wanted. */
                quantity: components["schemas"]["Quantity"];
                note: string;
                seat: number;
                /** @description Of an extra that comes alone the line it belongs to. */
                to: string | null;
                /** @description Extras. */
                with: string[];
            }[];
            createdAt: components["schemas"]["Time"];
            readyAt: components["schemas"]["Time"] | null;
        };
        FiredCourses: {
            cart: components["schemas"]["Cart"];
            tickets: components["schemas"]["KitchenTicket"][];
        };
        Substitute: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            unit: string;
            /**
             * @description At whose price; things of another unit go at their own.
             * @enum {string}
             */
            price: "own" | "original" | "cheaper";
            ownPrice: components["schemas"]["Money"];
            /** @description What it would be sold at. */
            unitPrice: components["schemas"]["Money"];
            inStock: components["schemas"]["Quantity"] | null;
        };
        /** @description Exactly one of them. */
        SubstituteIn: {
            variantId?: components["schemas"]["Uuid"];
            sku?: string;
            /** @description A scanned code. */
            code?: string;
        };
        /** @description A proof of age by the customer's wallet; the decision alone. */
        AgeCheck: {
            ageCheckId: components["schemas"]["Uuid"];
            cartId: components["schemas"]["Uuid"];
            minAge: number;
            /** @enum {string} */
            state: "asked" | "ready" | "proved" | "refused" | "cancelled" | "expired";
            /** @description Where the wallet has to go, while it is ready: to be shown as a code. */
            url: string | null;
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
        };
        /** @description A category names categoryId or slug, a variant variantId or sku, an action its word. */
        LayoutTileIn: {
            /** @enum {string} */
            kind: "category" | "variant" | "action";
            position: number;
            categoryId?: components["schemas"]["Uuid"];
            slug?: string;
            variantId?: components["schemas"]["Uuid"];
            sku?: string;
            action?: string;
            label?: string;
            colour?: components["schemas"]["LayoutColour"];
            image?: string;
        };
        LayoutPageIn: {
            label: string;
            colour?: components["schemas"]["LayoutColour"];
            tiles: components["schemas"]["LayoutTileIn"][];
        };
        LayoutIn: {
            pages: components["schemas"]["LayoutPageIn"][];
            rooms?: components["schemas"]["LayoutRoom"][];
        };
        CategoryIn: {
            name: string;
            slug?: string;
            parentId?: components["schemas"]["Uuid"] | null;
            sortOrder?: number;
        };
        CategoryPatch: {
            name?: string;
            slug?: string;
            parentId?: components["schemas"]["Uuid"] | null;
            sortOrder?: number;
        };
        Lookup: {
            /** @description The code as it was asked for, cleaned. */
            code: string;
            variant: components["schemas"]["Variant"];
            quantity?: components["schemas"]["Quantity"];
            /** @description Price printed on the label, for the whole pack. */
            price?: components["schemas"]["MoneyNotNegative"];
            currency?: components["schemas"]["Currency"];
            /** @description GS1 application identifiers and their values. */
            gs1?: {
                [key: string]: string;
            };
        };
        PriceBook: {
            id: components["schemas"]["Uuid"];
            code: string;
            name: string;
            currency: components["schemas"]["Currency"];
            priority: number;
            active: boolean;
            from: components["schemas"]["Time"] | null;
            to: components["schemas"]["Time"] | null;
            salesChannelId?: string | null;
        };
        PriceBookIn: {
            code: string;
            name: string;
            priority?: number;
            currency?: components["schemas"]["Currency"];
            from?: components["schemas"]["Time"] | null;
            to?: components["schemas"]["Time"] | null;
            active?: boolean;
            salesChannelId?: string | null;
        };
        Price: {
            sku: string;
            variantId?: components["schemas"]["Uuid"];
            amount: components["schemas"]["MoneyNotNegative"];
            minQuantity?: components["schemas"]["Quantity"];
            from?: components["schemas"]["Time"] | null;
            to?: components["schemas"]["Time"] | null;
        };
        PricesIn: {
            items: {
                sku: string;
                amount: components["schemas"]["MoneyNotNegative"];
                minQuantity?: components["schemas"]["DecimalIn"];
                from?: components["schemas"]["Time"] | null;
                to?: components["schemas"]["Time"] | null;
            }[];
        };
        TaxCategory: {
            /** @description Code of the category its goods are taxed as when they are eaten in. */
            eatIn?: string;
            takeAway?: string;
            /** @description Goods that are sent there are taxed as another category; the narrower place wins. */
            destinations?: {
                /** @description ISO 3166: `FR`, `US-CA`. */
                place: string;
                taxedAs: string;
            }[];
            code: string;
            name: string;
            rates: {
                code: string;
                name: string;
                /** @enum {string} */
                kind?: "percent" | "fixed_per_unit";
                rate?: components["schemas"]["Decimal"];
                amount?: components["schemas"]["MoneyNotNegative"];
                included?: boolean;
                from?: components["schemas"]["Time"] | null;
                to?: components["schemas"]["Time"] | null;
            }[];
        };
        TaxCategoryIn: {
            /** @description Code of the category its goods are taxed as when they are eaten in. */
            eatIn?: string;
            takeAway?: string;
            /** @description Goods that are sent there are taxed as another category; the narrower place wins. */
            destinations?: {
                /** @description ISO 3166: `FR`, `US-CA`. */
                place: string;
                taxedAs: string;
            }[];
            name: string;
            rates: {
                code: string;
                name: string;
                /** @enum {string} */
                kind?: "percent" | "fixed_per_unit";
                rate?: components["schemas"]["DecimalIn"];
                amount?: components["schemas"]["MoneyNotNegative"];
                included?: boolean;
                from?: components["schemas"]["Time"] | null;
                to?: components["schemas"]["Time"] | null;
            }[];
        };
        Tender: {
            code: string;
            name: string;
            /** @enum {string} */
            kind: "cash" | "foreign_cash" | "card" | "voucher" | "account" | "other" | "gift_card" | "points";
            currency: components["schemas"]["Currency"];
            /** @description Store currency for one unit of a foreign one. */
            rate: components["schemas"]["Decimal"] | null;
            roundingStep: number;
            roundingMode: string;
            givesChange: boolean;
            opensDrawer: boolean;
            maxAmount: components["schemas"]["MoneyNotNegative"] | null;
            active: boolean;
        };
        TenderIn: {
            name: string;
            /** @enum {string} */
            kind: "cash" | "foreign_cash" | "card" | "voucher" | "account" | "other" | "gift_card" | "points";
            currency: components["schemas"]["Currency"];
            rate?: components["schemas"]["DecimalIn"] | null;
            roundingStep?: number;
            roundingMode?: string;
            givesChange?: boolean;
            opensDrawer?: boolean;
            maxAmount?: number | null;
            active?: boolean;
        };
        /** @description Rows with the columns of the CSV; sku, name and price (major units, a dot before the cents) are required. */
        CatalogueRows: Record<string, never>[] | {
            items: Record<string, never>[];
        };
        ImportReport: {
            added: number;
            changed: number;
            unchanged: number;
            rejected: {
                line: number;
                sku: string;
                reasons: string[];
            }[];
        };
        OpenShiftIn: {
            openingCash: components["schemas"]["MoneyNotNegative"];
        };
        Shift: {
            shiftId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"];
            registerNumber: number;
            number: number;
            /** @enum {string} */
            status: "OPEN" | "CLOSED";
            businessDate: components["schemas"]["Date"];
            currency: components["schemas"]["Currency"];
            openingCash: components["schemas"]["MoneyNotNegative"];
            /** @description Null while open when the count is blind. */
            expectedCash: components["schemas"]["Money"] | null;
            countedCash: components["schemas"]["MoneyNotNegative"] | null;
            variance: components["schemas"]["Money"] | null;
            varianceReason: string;
            openedAt: components["schemas"]["Time"];
            openedBy: components["schemas"]["StaffCode"];
            closedAt: components["schemas"]["Time"] | null;
            closedBy: components["schemas"]["StaffCode"] | null;
            report?: components["schemas"]["ShiftReport"];
        };
        CountAmount: {
            count: number;
            amount: components["schemas"]["Money"];
        };
        Denomination: {
            value: number;
            count: number;
        };
        TaxLine: {
            code: string;
            name: string;
            rate: components["schemas"]["Decimal"];
            included?: boolean;
            base: components["schemas"]["Money"];
            amount: components["schemas"]["Money"];
        };
        ShiftReport: {
            shiftId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"];
            registerNumber: number;
            /**
             * @description X while the shift is open, Z once it is closed.
             * @enum {string}
             */
            kind: "X" | "Z";
            number: number;
            businessDate: components["schemas"]["Date"];
            currency: components["schemas"]["Currency"];
            openedAt: components["schemas"]["Time"];
            closedAt: components["schemas"]["Time"] | null;
            openingCash: components["schemas"]["MoneyNotNegative"];
            sales: components["schemas"]["CountAmount"];
            returns: components["schemas"]["CountAmount"];
            /** @description Orders that were voided. */
            voids: components["schemas"]["CountAmount"];
            discounts: components["schemas"]["CountAmount"];
            overrides: {
                count: number;
            };
            /** @description By card, on top of what tenders took. */
            tips: components["schemas"]["CountAmount"];
            voidedCarts: components["schemas"]["CountAmount"];
            net: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            gross: components["schemas"]["Money"];
            rounding: components["schemas"]["Money"];
            taxes: components["schemas"]["TaxLine"][];
            tenders: {
                tender: string;
                name: string;
                count: number;
                amount: components["schemas"]["Money"];
            }[];
            cashMovements: {
                payIn: components["schemas"]["CountAmount"];
                payOut: components["schemas"]["CountAmount"];
                drop: components["schemas"]["CountAmount"];
                noSale: {
                    count: number;
                };
            };
            expectedCash: components["schemas"]["Money"] | null;
            countedCash: components["schemas"]["MoneyNotNegative"] | null;
            variance: components["schemas"]["Money"] | null;
            varianceReason: string;
            receipts: {
                first: string | null;
                last: string | null;
                count: number;
            };
            openCarts: {
                cartId: components["schemas"]["Uuid"];
                total?: components["schemas"]["Money"];
                status: components["schemas"]["CartStatus"];
            }[];
            denominations: components["schemas"]["Denomination"][];
        };
        CashMovementIn: {
            /** @enum {string} */
            kind: "payIn" | "payOut" | "drop" | "noSale";
            /** @description Required but for noSale, which moves nothing. */
            amount?: components["schemas"]["MoneyNotNegative"];
            reason: string;
        };
        CashMovement: {
            movementId: components["schemas"]["Uuid"];
            shiftId: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "payIn" | "payOut" | "drop" | "noSale";
            amount: components["schemas"]["MoneyNotNegative"];
            currency: components["schemas"]["Currency"];
            reason: string;
            /** @description What should be in the drawer now; null when the count is blind. */
            expectedCash: components["schemas"]["Money"] | null;
        };
        /** @description Counted cash as a sum or as coins and notes. */
        CloseShiftIn: {
            countedCash?: components["schemas"]["MoneyNotNegative"];
            denominations?: components["schemas"]["Denomination"][];
            varianceReason?: string;
        } & (unknown | unknown);
        /** @enum {string} */
        Service: "eatIn" | "takeAway";
        /** @enum {string} */
        ServiceIn: "eatIn" | "takeAway" | "unsaid";
        RuleDocument: {
            id: string;
            version: number;
            document: Record<string, never>;
            createdAt: components["schemas"]["Time"];
        };
        /** @description Codes that are made up, or given. */
        PromotionCodesIn: {
            count?: number;
            codes?: string[];
            /** @description Of each; absent: as the rule says. */
            maxUses?: number;
            /** @description Only this customer may use them. */
            personId?: components["schemas"]["Uuid"];
            expiresAt?: components["schemas"]["Time"];
        } & (unknown | unknown);
        ChargeIn: {
            charge: string;
            /** @description Whole; below zero: empties. */
            quantity?: components["schemas"]["QuantityIn"];
        };
        /** @description A deposit, fee, service or delivery charge; a line of its own on the order. */
        CartCharge: {
            /** @description Of one that was asked for; null: it came by itself. */
            chargeId: components["schemas"]["Uuid"] | null;
            charge: string;
            /** @enum {string} */
            kind: "deposit" | "fee" | "service" | "delivery" | "repriced";
            name: string;
            /** @description The line it is for. */
            itemId: components["schemas"]["Uuid"] | null;
            quantity: components["schemas"]["Quantity"];
            unitPrice: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
        };
        LayawayIn: {
            cartId: components["schemas"]["Uuid"];
            /** @description The cart's customer, when it has none yet. */
            personId?: components["schemas"]["Uuid"];
            /**
             * Format: date
             * @description The last day to pick up; by the policy when nothing is said.
             */
            dueOn?: string;
            note?: string;
            /** @description The first payment. */
            amount?: components["schemas"]["MoneyNotNegative"];
            payments?: components["schemas"]["PaymentIn"][];
        };
        LayawayPaymentIn: {
            registerId: components["schemas"]["Uuid"];
            amount: number;
            payments: components["schemas"]["PaymentIn"][];
        };
        LayawayPickUpIn: {
            registerId: components["schemas"]["Uuid"];
            payments?: components["schemas"]["PaymentIn"][];
        };
        LayawayCancelIn: {
            registerId: components["schemas"]["Uuid"];
            reason: string;
            /** @description Less than the policy says. */
            fee?: components["schemas"]["MoneyNotNegative"];
            refunds?: components["schemas"]["PaymentIn"][];
        };
        LayawayPatch: {
            /** Format: date */
            dueOn?: string;
            note?: string;
        };
        /** @enum {string} */
        LayawayStatus: "open" | "pickingUp" | "pickedUp" | "cancelling" | "cancelled";
        /** @description Goods that are kept for a customer who pays in parts. */
        LayawaySummary: {
            layawayId: components["schemas"]["Uuid"];
            status: components["schemas"]["LayawayStatus"];
            cartId: components["schemas"]["Uuid"];
            personId: components["schemas"]["Uuid"];
            personName: string;
            total: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            left: components["schemas"]["Money"];
            currency: components["schemas"]["Currency"];
            /** Format: date */
            dueOn: string;
            overdue: boolean;
            note: string;
            /** @description What was kept of the money. */
            fee: components["schemas"]["Money"];
            /** @description That handed the goods out, or paid back. */
            orderId: components["schemas"]["Uuid"] | null;
            createdAt: components["schemas"]["Time"];
        };
        LayawayPage: {
            items: components["schemas"]["LayawaySummary"][];
            next: string | null;
        };
        Layaway: {
            layawayId: components["schemas"]["Uuid"];
            status: components["schemas"]["LayawayStatus"];
            cartId: components["schemas"]["Uuid"];
            personId: components["schemas"]["Uuid"];
            personName: string;
            total: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            left: components["schemas"]["Money"];
            currency: components["schemas"]["Currency"];
            /** Format: date */
            dueOn: string;
            overdue: boolean;
            note: string;
            /** @description What was kept of the money. */
            fee: components["schemas"]["Money"];
            /** @description That handed the goods out, or paid back. */
            orderId: components["schemas"]["Uuid"] | null;
            createdAt: components["schemas"]["Time"];
            /** @description What giving it up would cost now. */
            cancellationFee: components["schemas"]["Money"];
            items: {
                sku: string;
                name: string;
                quantity: string;
                unitPrice: number | null;
            }[];
            payments: {
                orderId: components["schemas"]["Uuid"];
                receiptNumber: string;
                amount: components["schemas"]["Money"];
                at: components["schemas"]["Time"];
            }[];
        };
        LayawayStep: {
            layaway: components["schemas"]["Layaway"];
            /** @description The order that the step made. */
            order: components["schemas"]["Order"] | null;
        };
        SpendPointsIn: {
            points: number;
        };
        SplitIn: {
            /** @enum {string} */
            by: "seat" | "items";
            parts?: {
                itemId: components["schemas"]["Uuid"];
                /** @description Absent: all of it. */
                quantity?: components["schemas"]["QuantityIn"];
            }[][];
        };
        TransferIn: {
            toCartId: components["schemas"]["Uuid"];
            itemIds?: components["schemas"]["Uuid"][];
        };
        ArticleTerms: {
            /** @description Every unit's number is written down. */
            serial?: boolean;
            warrantyMonths?: number;
            /**
             * @description Every unit gets a code.
             * @enum {string}
             */
            issues?: "ticket" | "membership";
            /** @description 0: without end. */
            validDays?: number;
            shares?: {
                /** @enum {string} */
                kind: "royalty" | "commission";
                party: string;
                percent: components["schemas"]["DecimalIn"];
            }[];
            /** @description What may be given instead, the best first. */
            substitutes?: {
                sku: string;
                /**
                 * @description At whose price; cheaper unless told.
                 * @enum {string}
                 */
                price?: "own" | "original" | "cheaper";
            }[];
        };
        SoldUnit: {
            code: string;
            /** @enum {string} */
            kind: "serial" | "ticket" | "membership";
            /** @enum {string} */
            status: "sold" | "returned" | "used";
            sku: string;
            name: string;
            variantId: components["schemas"]["Uuid"];
            orderId: components["schemas"]["Uuid"];
            personId: components["schemas"]["Uuid"] | null;
            soldOn: components["schemas"]["Date"];
            validUntil: components["schemas"]["Date"] | null;
        };
        Exemption: {
            number: string;
            until?: components["schemas"]["Time"] | null;
            /** @description Codes of tax rates; none: every tax. */
            taxes?: string[];
        };
        CartIn: {
            registerId: components["schemas"]["Uuid"];
            personId?: components["schemas"]["Uuid"] | null;
            affiliateCode?: string | null;
            note?: string;
        };
        CartPatch: {
            service?: components["schemas"]["ServiceIn"];
            tender?: string;
            table?: string;
            guests?: number;
            purchaseOrder?: string;
            /** @description ISO 3166 place the goods are sent to (`FR`, `US-CA`), which decides their taxes; empty: taken along. */
            shipTo?: string;
            /** @description By the certificate of the customer. */
            exempt?: boolean;
            personId?: components["schemas"]["Uuid"] | null;
            affiliateCode?: string | null;
            note?: string;
        };
        ReturnOf: {
            orderId?: components["schemas"]["Uuid"];
            orderItemId?: components["schemas"]["Uuid"];
            reason: string;
            condition: string;
        };
        CartItem: {
            service?: components["schemas"]["Service"];
            seat?: number;
            course?: number;
            /** @description The line it belongs to. */
            modifies?: components["schemas"]["Uuid"];
            substitute?: boolean;
            serials?: string[];
            ageChecked?: boolean;
            /** @description What it was given instead of. */
            insteadOf?: {
                sku: string;
                name: string;
            };
            /** @description So many of it the kitchen knows. */
            fired?: components["schemas"]["Quantity"];
            /** @description Of a charge: which one. */
            charge?: string;
            /**
             * @description repriced: a discount that kept goods lost by a return.
             * @enum {string}
             */
            chargeKind?: "deposit" | "fee" | "service" | "delivery" | "repriced";
            /** @description Codes of tickets or memberships. */
            issued?: string[];
            /** @description What of the net belongs to others. */
            splits?: {
                /** @enum {string} */
                kind: "royalty" | "commission";
                party: string;
                amount: components["schemas"]["Money"];
            }[];
            itemId: components["schemas"]["Uuid"];
            variantId: components["schemas"]["Uuid"] | null;
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            unitPrice: components["schemas"]["Money"] | null;
            listPrice: components["schemas"]["Money"] | null;
            labelAmount?: components["schemas"]["MoneyNotNegative"];
            priceReason?: string;
            minAge?: number;
            /** @description Places its quantity may have; absent of what is not on file. */
            decimals?: number;
            discountable: boolean;
            subtotal: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            /** @description After discounts, on the price basis of the store. */
            total: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            note: string;
            weighing?: components["schemas"]["ScaleReading"];
            /** @description The card that the line sells or tops up. */
            giftCard?: components["schemas"]["CardOfLine"];
            return?: components["schemas"]["ReturnOf"];
        };
        Cart: {
            service?: components["schemas"]["Service"];
            tender?: string;
            table?: string;
            guests?: number;
            purchaseOrder?: string;
            /** @description ISO 3166 place the goods are sent to (`FR`, `US-CA`), which decides their taxes; empty: taken along. */
            shipTo?: string;
            /** @description By the certificate of the customer. */
            exempt?: boolean;
            /** @description Years that an identity provider vouched for. */
            ageProven?: number;
            /** @description Which age check that was. */
            ageProof?: components["schemas"]["Uuid"];
            charges: components["schemas"]["CartCharge"][];
            cartId: components["schemas"]["Uuid"];
            status: components["schemas"]["CartStatus"];
            registerId: components["schemas"]["Uuid"];
            terminalId: components["schemas"]["Uuid"] | null;
            /** @description In lists alone. */
            terminalName?: string;
            staff: components["schemas"]["StaffCode"];
            personId: components["schemas"]["Uuid"] | null;
            affiliateCode: string | null;
            note: string;
            loyalty?: components["schemas"]["CartLoyalty"];
            currency: components["schemas"]["Currency"];
            version: number;
            items: components["schemas"]["CartItem"][];
            discounts: {
                discountId: components["schemas"]["Uuid"];
                itemId: components["schemas"]["Uuid"] | null;
                /** @enum {string} */
                kind: "percent" | "amount";
                value: components["schemas"]["Decimal"] | components["schemas"]["MoneyNotNegative"];
                reason: string;
                amount: components["schemas"]["Money"];
            }[];
            promotions: {
                code: string;
                valid: boolean;
                amount: components["schemas"]["Money"];
                /** @description Id of the promotion rule, when the code is one of a rule. */
                rule?: string;
                reason?: string;
            }[];
            taxes: components["schemas"]["TaxLine"][];
            subtotal: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        /** @description An article by id, SKU or scanned code; or one that is not on file (name, unitPrice, taxCategory); or a sold line that comes back (orderItemId). */
        CartItemIn: {
            service?: components["schemas"]["ServiceIn"];
            seat?: number;
            course?: number;
            /** @description The line it belongs to. */
            modifies?: components["schemas"]["Uuid"];
            substitute?: boolean;
            serials?: string[];
            /** @description Judged, never kept. */
            birthDate?: string;
            variantId?: components["schemas"]["Uuid"];
            sku?: string;
            /** @description A scanned code. */
            code?: string;
            /** @description Of a gift card article: the card's own code; absent: a new card is made. */
            cardCode?: string;
            name?: string;
            taxCategory?: string;
            orderItemId?: components["schemas"]["Uuid"];
            quantity?: components["schemas"]["SignedQuantityIn"];
            /**
             * Format: uuid
             * @description Its weight is the quantity, and its reading is kept with the line; in a cart alone, of an article on file.
             */
            weighingId?: string;
            unitPrice?: components["schemas"]["MoneyNotNegative"];
            reason?: string;
            condition?: string;
            note?: string;
        } & (unknown | unknown | unknown | unknown | unknown);
        CartItemPatch: {
            service?: components["schemas"]["ServiceIn"];
            seat?: number;
            course?: number;
            /** @description The line it belongs to. */
            modifies?: components["schemas"]["Uuid"];
            substitute?: boolean;
            serials?: string[];
            /** @description Judged, never kept. */
            birthDate?: string;
            quantity?: components["schemas"]["SignedQuantityIn"];
            unitPrice?: components["schemas"]["MoneyNotNegative"];
            reason?: string;
            note?: string;
        };
        PromotionApplyIn: {
            code: string;
        };
        PromotionResult: {
            valid: boolean;
            reason?: string;
            cart: components["schemas"]["Cart"];
        };
        DiscountIn: {
            /** @enum {string} */
            kind: "percent" | "amount";
            /** @description Percent, or minor units. */
            value: components["schemas"]["DecimalIn"];
            reason: string;
            itemId?: components["schemas"]["Uuid"];
        };
        SuspendIn: {
            note?: string;
        };
        ResumeIn: {
            takeOver?: boolean;
            registerId?: components["schemas"]["Uuid"];
        };
        TakeOverIn: {
            registerId?: components["schemas"]["Uuid"];
        };
        ReasonIn: {
            reason: string;
        };
        PaymentIn: {
            tender: string;
            /** @description What it settles, for cash what was handed over; absent (one payment may leave it out): what is still due. */
            amount?: components["schemas"]["MoneyNotNegative"];
            /** @description What the customer handed over; the rest is change. */
            tendered?: components["schemas"]["MoneyNotNegative"];
            /** @description Minor units of the tender's own currency. */
            foreignAmount?: components["schemas"]["MoneyPositive"];
            reference?: string;
            voucherCode?: string;
            personId?: components["schemas"]["Uuid"];
            /** @description On top, through a card terminal. */
            tip?: components["schemas"]["MoneyNotNegative"];
            /**
             * @description A card taken without the terminal's host, by the store's policy; needs its reference.
             * @default false
             */
            offline?: boolean;
            /** @description On top, through a card terminal, and handed out as change. */
            cashback?: components["schemas"]["MoneyNotNegative"];
        };
        PaymentsIn: {
            payments: components["schemas"]["PaymentIn"][];
        };
        CardAnswer: {
            /** @description Of the question. */
            number: number;
            yes?: boolean;
            /**
             * @description Of a result that is keyed in.
             * @enum {unknown}
             */
            verdict?: "approved" | "declined" | "aborted";
            amount?: components["schemas"]["MoneyNotNegative"];
            text?: string;
            brand?: string;
            lastFour?: string;
        };
        CardDecisionIn: {
            /** @description Of a refund or reversal: it was carried out. */
            charged: boolean;
            /** @description In all; absent: what was asked for. Never more. */
            amount?: components["schemas"]["MoneyPositive"];
            reason: string;
        };
        TerminalServiceIn: {
            /** @enum {unknown} */
            kind: "dayEnd" | "diagnosis" | "initialise" | "logIn" | "status";
        };
        /** @description The terminal's own numbers. */
        TerminalReference: {
            terminalId: string;
            transaction: string;
            receipt: string;
            at: string;
        };
        /** @description One try to have a card terminal take or give back an amount; never a card's number. */
        CardPayment: {
            id: components["schemas"]["Uuid"];
            orderId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"];
            deviceId: components["schemas"]["Uuid"];
            tender: string;
            /** @enum {unknown} */
            kind: "sale" | "refund" | "reversal";
            /** @enum {unknown} */
            state: "created" | "armed" | "running" | "unknown" | "approved" | "declined" | "cancelled" | "notCharged" | "reversing" | "reversed" | "manual" | "abandoned";
            /** @description It has no outcome yet. */
            live: boolean;
            /** @description Asked for. */
            amount: components["schemas"]["MoneyPositive"];
            /** @description Taken or given back in all, tip and cashback included. */
            approvedAmount: components["schemas"]["MoneyNotNegative"];
            tip: components["schemas"]["MoneyNotNegative"];
            cashback: components["schemas"]["MoneyNotNegative"];
            currency: components["schemas"]["Currency"];
            /** @description Of the basket in the terminal's records. */
            reference: string;
            /** @description On top of the amount. */
            asked: {
                tip: components["schemas"]["MoneyNotNegative"];
                cashback: components["schemas"]["MoneyNotNegative"];
            };
            card: {
                brand: string;
                lastFour: string;
                entry: string;
            } | null;
            terminal: components["schemas"]["TerminalReference"] | null;
            /** @description What a reversal takes back. */
            original: components["schemas"]["TerminalReference"] | null;
            approvalCode: string;
            signatureRequired: boolean;
            offline: boolean;
            /** @description By asking the terminal afterwards. */
            learntLater: boolean;
            /** @description What the terminal said; empty: nothing yet. */
            verdict: string;
            /** @description Key of a text for the till. */
            words: string;
            code: string;
            detail: string;
            personNeeded: boolean;
            decision: {
                charged: boolean;
                amount: components["schemas"]["MoneyNotNegative"];
                reason: string;
                staff: string;
                approver: string | null;
                at: components["schemas"]["Time"];
            } | null;
            /** @description Lines that the terminal wants on paper. */
            receipt: {
                merchant: string[];
                customer: string[];
            };
            /** @description What the terminal shows now. */
            progress: {
                key: string;
                text: string;
                at: components["schemas"]["Time"];
            } | null;
            /** @description What the cashier has to answer now. */
            question: {
                number: number;
                /** @enum {unknown} */
                kind: "result" | "confirmResult" | "yesNo" | "text" | "menu";
                key: string;
                text: string;
                choices: string[];
            } | null;
            createdAt: components["schemas"]["Time"];
            changedAt: components["schemas"]["Time"];
        };
        TerminalReport: {
            id: components["schemas"]["Uuid"];
            deviceId: components["schemas"]["Uuid"];
            kind: string;
            /** @enum {unknown} */
            result: "done" | "refused" | "unknown" | "notSent";
            words: string;
            code: string;
            detail: string;
            lines: string[];
            totals: {
                brands: {
                    brand: string;
                    count: number;
                    amount: components["schemas"]["Money"];
                }[];
                count: number;
                amount: components["schemas"]["Money"];
                firstReceipt: number | null;
                lastReceipt: number | null;
            } | null;
            /** @description Of a day's end with the store's books. */
            comparison: {
                agrees: boolean;
                terminalAmount: components["schemas"]["Money"];
                bookedAmount: components["schemas"]["Money"];
                differences: {
                    /** @enum {unknown} */
                    kind: "amount" | "notAtTerminal" | "notInBooks" | "brand";
                    reference: string;
                    terminal: components["schemas"]["Money"];
                    books: components["schemas"]["Money"];
                }[];
            } | null;
            at: components["schemas"]["Time"];
        };
        /** @description A card taken without the terminal's host. */
        OfflineCard: {
            id: components["schemas"]["Uuid"];
            orderId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"];
            amount: components["schemas"]["MoneyPositive"];
            reference: string;
            takenAt: components["schemas"]["Time"];
            /**
             * @description Null: still at risk.
             * @enum {unknown}
             */
            outcome: "forwarded" | "declined" | "voided" | null;
            note: string;
            outcomeAt: components["schemas"]["Time"] | null;
        };
        OfflineCardOutcomeIn: {
            /** @enum {unknown} */
            outcome: "forwarded" | "declined";
            note?: string;
        };
        OfflineCardPolicyIn: {
            maxPerSale: components["schemas"]["MoneyPositive"];
            maxPerTill: components["schemas"]["MoneyPositive"];
            /** @description One budget for all tills. */
            maxStore: components["schemas"]["MoneyPositive"];
            /**
             * @description Once the oldest is older, none is taken until it is settled.
             * @default 24
             */
            maxHours?: number;
            /** @description Protocols of terminals at whose tills it is allowed. */
            terminals: string[];
        };
        OfflineCardLimits: {
            allowed: boolean;
            maxPerSale?: components["schemas"]["MoneyPositive"];
            maxPerTill?: components["schemas"]["MoneyPositive"];
            maxStore?: components["schemas"]["MoneyPositive"];
            maxHours?: number;
            terminals?: string[];
            exposure: {
                count: number;
                amount: components["schemas"]["MoneyNotNegative"];
                oldestAt: components["schemas"]["Time"] | null;
                tills: {
                    registerId: components["schemas"]["Uuid"];
                    count: number;
                    amount: components["schemas"]["MoneyPositive"];
                }[];
            };
        };
        RefundIn: {
            tender: string;
            /** @description What is paid back; absent: all that is still due. */
            amount?: components["schemas"]["MoneyNotNegative"];
            reference?: string;
            voucherCode?: string;
            personId?: components["schemas"]["Uuid"];
        };
        AddressIn: {
            name?: string;
            line1: string;
            line2?: string | null;
            city: string;
            state?: string | null;
            postalCode: string;
            country: string;
        };
        Address: {
            name: string;
            line1: string;
            line2: string;
            city: string;
            state: string;
            postalCode: string;
            country: string;
        };
        PlaceOrderIn: {
            cartId: components["schemas"]["Uuid"];
            payments: components["schemas"]["PaymentIn"][];
            personId?: components["schemas"]["Uuid"] | null;
            shippingAddress?: components["schemas"]["AddressIn"] | null;
            note?: string;
            externalRef?: string | null;
        };
        SaleIn: {
            service?: components["schemas"]["ServiceIn"];
            tender?: string;
            table?: string;
            guests?: number;
            purchaseOrder?: string;
            /** @description ISO 3166 place the goods are sent to (`FR`, `US-CA`), which decides their taxes; empty: taken along. */
            shipTo?: string;
            /** @description By the certificate of the customer. */
            exempt?: boolean;
            charges?: components["schemas"]["ChargeIn"][];
            registerId: components["schemas"]["Uuid"];
            items: ({
                service?: components["schemas"]["ServiceIn"];
                seat?: number;
                course?: number;
                /** @description The line it belongs to. */
                modifies?: components["schemas"]["Uuid"];
                substitute?: boolean;
                serials?: string[];
                /** @description Judged, never kept. */
                birthDate?: string;
                variantId?: components["schemas"]["Uuid"];
                sku?: string;
                /** @description A scanned code. */
                code?: string;
                /** @description Of a gift card article: the card's own code; absent: a new card is made. */
                cardCode?: string;
                name?: string;
                taxCategory?: string;
                quantity?: components["schemas"]["QuantityIn"];
                unitPrice?: components["schemas"]["MoneyNotNegative"];
                reason?: string;
                discount?: {
                    /** @enum {string} */
                    kind: "percent" | "amount";
                    value: components["schemas"]["DecimalIn"];
                    reason: string;
                };
                note?: string;
            } & (unknown | unknown | unknown | unknown))[];
            payments: components["schemas"]["PaymentIn"][];
            personId?: components["schemas"]["Uuid"] | null;
            affiliateCode?: string | null;
            promotions?: string[];
            discounts?: {
                /** @enum {string} */
                kind: "percent" | "amount";
                value: components["schemas"]["DecimalIn"];
                reason: string;
            }[];
            shippingAddress?: components["schemas"]["AddressIn"] | null;
            note?: string;
            externalRef?: string | null;
        };
        OrderItem: {
            service?: components["schemas"]["Service"];
            seat?: number;
            course?: number;
            /** @description The line it belongs to. */
            modifies?: components["schemas"]["Uuid"];
            substitute?: boolean;
            serials?: string[];
            ageChecked?: boolean;
            /** @description What it was given instead of. */
            insteadOf?: {
                sku: string;
                name: string;
            };
            /** @description So many of it the kitchen knows. */
            fired?: components["schemas"]["Quantity"];
            /** @description Of a charge: which one. */
            charge?: string;
            /**
             * @description repriced: a discount that kept goods lost by a return.
             * @enum {string}
             */
            chargeKind?: "deposit" | "fee" | "service" | "delivery" | "repriced";
            /** @description Codes of tickets or memberships. */
            issued?: string[];
            /** @description What of the net belongs to others. */
            splits?: {
                /** @enum {string} */
                kind: "royalty" | "commission";
                party: string;
                amount: components["schemas"]["Money"];
            }[];
            orderItemId: components["schemas"]["Uuid"];
            variantId: components["schemas"]["Uuid"] | null;
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            unitPrice: components["schemas"]["Money"];
            listPrice: components["schemas"]["Money"] | null;
            subtotal: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            /** @description Gross. */
            total: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            taxes: {
                code: string;
                base: components["schemas"]["Money"];
                amount: components["schemas"]["Money"];
            }[];
            priceReason?: string;
            /** @description How much has come back so far; absent: nothing. */
            returnedQuantity?: components["schemas"]["Quantity"];
            /** @description How the price came about, step by step. */
            trail?: Record<string, never>[];
            originalOrderItemId?: components["schemas"]["Uuid"];
            /** @description The line of another store's order that this one takes back. */
            soldElsewhere?: {
                siteId: string;
                orderId: components["schemas"]["Uuid"];
                position: number;
                receiptNumber: string;
                /** @description The hub held the quantity for this store; none: provisional, the hub settles it. */
                claimId?: components["schemas"]["Uuid"];
                /** @enum {unknown} */
                verified: "hub" | "signature";
            };
            reason?: string;
            condition?: string;
            note?: string;
            weighing?: components["schemas"]["ScaleReading"];
            /** @description The card that the line sold or topped up. */
            giftCard?: components["schemas"]["CardOfLine"];
        };
        Payment: {
            tender: string;
            amount: components["schemas"]["Money"];
            tendered: components["schemas"]["Money"];
            currency: components["schemas"]["Currency"];
            foreignAmount?: components["schemas"]["Money"];
            rate?: components["schemas"]["Decimal"];
            reference?: string;
            /** @description Of a gift card, store credit or points; their code is not told. */
            storedValue?: {
                accountId: components["schemas"]["Uuid"];
                /** @enum {string} */
                kind: "gift_card" | "store_credit" | "points";
                lastFour?: string;
                /** @description How many; below 0 they were given back. */
                points?: number;
                /** @description What is left; absent while the order waits. */
                balance?: number;
            };
            /** @description Of a payment through a card terminal. */
            cardPaymentId?: components["schemas"]["Uuid"];
            card?: {
                brand: string;
                lastFour: string;
                entry: string;
                approvalCode: string;
                terminalId: string;
                terminalReceipt: string;
                signatureRequired: boolean;
                /** @description Approved without the card's host. */
                offline: boolean;
                /** @description On top of the amount. */
                tip: components["schemas"]["Money"];
                /** @description On top of the amount and handed out as change. */
                cashback: components["schemas"]["Money"];
            };
        };
        Shipping: {
            provider: string;
            method: string;
            trackingNumber: string | null;
            status: components["schemas"]["ShippingStatus"];
            shippedAt?: components["schemas"]["Time"] | null;
            deliveredAt?: components["schemas"]["Time"] | null;
        };
        Attribution: {
            partner: string;
            source: components["schemas"]["AffiliateSource"];
        };
        Order: {
            service?: components["schemas"]["Service"];
            tender?: string;
            table?: string;
            guests?: number;
            purchaseOrder?: string;
            /** @description ISO 3166 place the goods are sent to (`FR`, `US-CA`), which decides their taxes; empty: taken along. */
            shipTo?: string;
            /** @description By the certificate of the customer. */
            exempt?: boolean;
            /** @description Years that an identity provider vouched for. */
            ageProven?: number;
            /** @description Which age check that was. */
            ageProof?: components["schemas"]["Uuid"];
            /** @description Number of the certificate that lifted taxes. */
            certificate?: string;
            /** @description When the invoice is due, by the customer's net terms. */
            dueOn?: components["schemas"]["Date"];
            /** @description What of it the capability table limited or queued when it was made, and by which version of the policy. */
            capabilities?: components["schemas"]["CapabilityFact"][];
            /** @description What the hub said of it before it was booked; `unchecked`: nobody could be asked. */
            fraudCheck?: {
                /** @enum {unknown} */
                verdict: "pass" | "review" | "hold" | "unchecked";
                amount: components["schemas"]["MoneyNotNegative"];
                rule?: string;
                reason?: string;
                rulesVersion?: string;
                callId?: components["schemas"]["Uuid"];
            };
            orderId: components["schemas"]["Uuid"];
            kind: components["schemas"]["OrderKind"];
            status: components["schemas"]["OrderStatus"];
            registerId: components["schemas"]["Uuid"];
            shiftId: components["schemas"]["Uuid"];
            /** @description Register number and a number without gaps. */
            receiptNumber: string | null;
            currency: components["schemas"]["Currency"];
            items: components["schemas"]["OrderItem"][];
            taxes: components["schemas"]["TaxLine"][];
            payments: components["schemas"]["Payment"][];
            subtotal: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            net: components["schemas"]["Money"];
            tax: components["schemas"]["Money"];
            total: components["schemas"]["Money"];
            /** @description Cash rounding, outside the tax base. */
            rounding: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            /** @description Below zero when a void takes cashback back. */
            change: components["schemas"]["Money"];
            /** @description While payment is pending: what no payment covers yet; of a negative total what is still to be paid back. */
            due?: components["schemas"]["MoneyNotNegative"];
            /** @description Of an order without a receipt; a paid order's are in its payments. */
            cardPayments?: components["schemas"]["CardPayment"][];
            personId: components["schemas"]["Uuid"] | null;
            originalOrderId: components["schemas"]["Uuid"] | null;
            voidedBy: components["schemas"]["Uuid"] | null;
            shipping?: components["schemas"]["Shipping"];
            shippingAddress?: components["schemas"]["Address"];
            attribution?: components["schemas"]["Attribution"];
            note: string;
            externalRef: string | null;
            staff: components["schemas"]["StaffCode"];
            businessDate: components["schemas"]["Date"];
            createdAt: components["schemas"]["Time"];
        };
        ShippingIn: {
            provider: string;
            method: string;
            trackingNumber?: string | null;
            status?: components["schemas"]["ShippingStatus"];
        };
        OrderStatusIn: {
            status: components["schemas"]["OrderStatus"];
        };
        ReturnIn: {
            /**
             * @description Deposits come back with the goods they were put on.
             * @default true
             */
            withDeposits?: boolean;
            registerId: components["schemas"]["Uuid"];
            items: {
                /** @description Numbers of the units that come back. */
                serials?: string[];
                orderItemId: components["schemas"]["Uuid"];
                /** @description Absent: all that is left. */
                quantity?: components["schemas"]["QuantityIn"];
                reason?: string;
                /** @description State of the goods as they came back. */
                condition?: string;
            }[];
            refunds: components["schemas"]["RefundIn"][];
            personId?: components["schemas"]["Uuid"] | null;
            note?: string;
            externalRef?: string | null;
        };
        OpenReturnIn: {
            registerId: components["schemas"]["Uuid"];
            items: ({
                variantId?: components["schemas"]["Uuid"];
                sku?: string;
                /** @description A scanned code. */
                code?: string;
                quantity?: components["schemas"]["QuantityIn"];
                unitPrice?: components["schemas"]["MoneyNotNegative"];
                note?: string;
                reason?: string;
                /** @description State of the goods as they came back. */
                condition?: string;
            } & (unknown | unknown | unknown))[];
            refunds: components["schemas"]["RefundIn"][];
            personId?: components["schemas"]["Uuid"] | null;
            note?: string;
            externalRef?: string | null;
        };
        /** @description The receipt as rows of paper, whatever prints them. Cells are laid out one by one from the start of its direction. */
        Receipt: {
            receiptNumber: string;
            orderId: components["schemas"]["Uuid"];
            currency: components["schemas"]["Currency"];
            issuedAt: components["schemas"]["Time"];
            /** @enum {string} */
            language: "en" | "fr" | "ar";
            /** @enum {string} */
            direction: "ltr" | "rtl";
            opensDrawer: boolean;
            rows: {
                /** @enum {string} */
                kind: "text" | "columns" | "table" | "rule" | "barcode" | "qr" | "logo" | "feed";
                /** @description The text, the content of a barcode or QR code, or the SHA-256 of the logo. */
                left?: string;
                right?: string;
                /** @description Of a row of a table; a bold row is its heading. */
                cells?: string[];
                /** @description Letter of the tax behind `right`. */
                mark?: string;
                /** @enum {string} */
                align?: "center" | "end";
                indent?: number;
                bold?: boolean;
                large?: boolean;
                /** @description White on black. */
                inverse?: boolean;
            }[];
        };
        Reprint: {
            orderId: components["schemas"]["Uuid"];
            receiptNumber: string;
            copy: number;
        };
        CustomerIn: {
            /** @description Codes, for prices and promotions. */
            groups?: string[];
            /** @description Invoices are due so many days after the sale. */
            netDays?: number | null;
            exemption?: components["schemas"]["Exemption"] | null;
            name: string;
            email?: string | null;
            phone?: string | null;
            note?: string;
            accountLimit?: components["schemas"]["MoneyNotNegative"];
        };
        CustomerPatch: {
            /** @description Codes, for prices and promotions. */
            groups?: string[];
            /** @description Invoices are due so many days after the sale. */
            netDays?: number | null;
            exemption?: components["schemas"]["Exemption"] | null;
            name?: string;
            email?: string | null;
            phone?: string | null;
            note?: string;
            accountLimit?: components["schemas"]["MoneyNotNegative"];
        };
        Customer: {
            /** @description Codes, for prices and promotions. */
            groups: string[];
            /** @description Invoices are due so many days after the sale. */
            netDays: number | null;
            exemption: components["schemas"]["Exemption"] | null;
            id: components["schemas"]["Uuid"];
            name: string;
            email: string | null;
            phone: string | null;
            note: string;
            currency: components["schemas"]["Currency"];
            accountLimit: components["schemas"]["MoneyNotNegative"];
            /** @description What the customer owes the store. */
            accountBalance: components["schemas"]["Money"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            erasedAt: components["schemas"]["Time"] | null;
            /**
             * @description Where the hub was told of them: `provisional`, it has not heard yet; `review`, a person there looks at it.
             * @enum {unknown}
             */
            hub?: "confirmed" | "provisional" | "review";
            /**
             * @description Known to the hub and not on file here: GET of the id brings them here.
             * @constant
             */
            elsewhere?: true;
        };
        StockLevel: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            quantity: components["schemas"]["Quantity"];
            /** @description Of it, kept for customers who pay in parts. */
            reserved: components["schemas"]["Quantity"];
            location?: string;
        };
        /** @description Goods between this store and another. */
        StockTransfer: {
            transferId: components["schemas"]["Uuid"];
            /** @description They leave this store. */
            outgoing: boolean;
            otherSite: string;
            /** @enum {unknown} */
            state: "requested" | "sent" | "received" | "cancelled";
            note: string;
            madeAt: components["schemas"]["Time"];
            changedAt: components["schemas"]["Time"];
            lines: {
                sku: string;
                requested: components["schemas"]["Quantity"];
                sent: components["schemas"]["Quantity"];
                received: components["schemas"]["Quantity"];
            }[];
        };
        StockTransferIn: {
            /** @enum {unknown} */
            kind: "request" | "send";
            /** @description Its site id. */
            otherSite: string;
            note?: string;
            items: components["schemas"]["StockTransferItem"][];
        };
        StockTransferItems: {
            /** @description Without: all that was asked for, or sent. */
            items?: components["schemas"]["StockTransferItem"][];
        };
        StockTransferItem: {
            sku: string;
            quantity: components["schemas"]["Quantity"];
        };
        /** @description An order as another store sees it. */
        ForeignOrder: {
            orderId: components["schemas"]["Uuid"];
            siteId: string;
            siteName: string;
            receiptNumber: string;
            currency: components["schemas"]["Currency"];
            total: components["schemas"]["Money"];
            businessDate: string;
            soldAt: string;
            /**
             * @description Who says so.
             * @enum {unknown}
             */
            verified: "hub" | "signature";
            /** @description The code did not hold all lines. */
            cut: boolean;
            items: {
                position: number;
                sku: string;
                name: string;
                unit: string;
                quantity: components["schemas"]["Quantity"];
                /** @description By the hub: anywhere; by signature: in this store. */
                returnedQuantity: components["schemas"]["Quantity"];
                total: components["schemas"]["Money"];
            }[];
        };
        ReturnFromElsewhereIn: {
            registerId: components["schemas"]["Uuid"];
            orderId: components["schemas"]["Uuid"];
            lines: {
                position: number;
                quantity: components["schemas"]["QuantityIn"];
                reason?: string;
                condition?: string;
            }[];
            refunds?: components["schemas"]["RefundIn"][];
            personId?: components["schemas"]["Uuid"];
            note?: string;
        };
        StockElsewhere: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            sites: {
                siteId: string;
                name: string;
                quantity: components["schemas"]["Quantity"];
                /**
                 * Format: date-time
                 * @description When that store recorded its last move of the article.
                 */
                asOf: string;
                own: boolean;
            }[];
        };
        StockMove: {
            id: string | number;
            variantId: components["schemas"]["Uuid"];
            sku: string;
            /** @enum {string} */
            kind: "sale" | "return" | "receipt" | "adjustment" | "count" | "void";
            quantity: components["schemas"]["Quantity"];
            orderId: components["schemas"]["Uuid"] | null;
            reason: string | null;
            /** @description null: the appliance. */
            staffCode?: string | null;
            createdAt: components["schemas"]["Time"];
        };
        ArticlePrices: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            currency: components["schemas"]["Currency"];
            /** @description Its own price */
            base: number | null;
            /** @description What one costs. */
            now: number | null;
            /** @description Of all books but that of the price-downs; higher priority first. */
            prices: {
                book: string;
                bookName: string;
                priority: number;
                amount: components["schemas"]["MoneyNotNegative"];
                minQuantity: components["schemas"]["Quantity"];
                from: components["schemas"]["Time"] | null;
                to: components["schemas"]["Time"] | null;
                /** @enum {unknown} */
                state: "planned" | "running" | "ended";
            }[];
            downs: components["schemas"]["PriceDown"][];
            /** @description Of its own price, newest first; at most 200. */
            changes: {
                at: components["schemas"]["Time"];
                former: number | null;
                amount: number | null;
            }[];
        };
        PriceDown: {
            id: components["schemas"]["Uuid"];
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            amount: components["schemas"]["MoneyNotNegative"];
            /** @description What one cost when it was taken down. */
            former: number;
            from: components["schemas"]["Time"];
            to: components["schemas"]["Time"];
            reason: string;
            /** @enum {unknown} */
            state: "planned" | "running" | "ended";
            staffCode: string | null;
            createdAt: components["schemas"]["Time"];
            /** @description Before its time. */
            endedAt: components["schemas"]["Time"] | null;
        };
        PriceDownIn: {
            sku: string;
            amount: components["schemas"]["MoneyNotNegative"];
            /** @description Left out: now. */
            from?: components["schemas"]["Time"];
            to: components["schemas"]["Time"];
            reason: string;
        };
        PriceKeyIn: {
            sku: string;
            minQuantity?: components["schemas"]["DecimalIn"];
            from?: components["schemas"]["Time"] | null;
        };
        PriceIn: {
            sku: string;
            amount: components["schemas"]["MoneyNotNegative"];
            minQuantity?: components["schemas"]["DecimalIn"];
            from?: components["schemas"]["Time"] | null;
            to?: components["schemas"]["Time"] | null;
        };
        StockCount: {
            id: components["schemas"]["Uuid"];
            name: string;
            /** @enum {unknown} */
            status: "open" | "posted" | "dropped";
            staffCode: string | null;
            openedAt: components["schemas"]["Time"];
            closedAt: components["schemas"]["Time"] | null;
            /** @description Articles that were counted. */
            lines: number;
            /** @description Of which the books say something else. */
            differing: number;
        };
        StockCountSheet: {
            id: components["schemas"]["Uuid"];
            name: string;
            /** @enum {unknown} */
            status: "open" | "posted" | "dropped";
            staffCode: string | null;
            openedAt: components["schemas"]["Time"];
            closedAt: components["schemas"]["Time"] | null;
            lines: number;
            differing: number;
            items: components["schemas"]["StockCountLine"][];
        };
        StockCountLine: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            counted: components["schemas"]["Quantity"];
            /** @description What the books said when it was last counted. */
            level: components["schemas"]["Quantity"];
            difference: components["schemas"]["Quantity"];
            staffCode: string | null;
            at: components["schemas"]["Time"];
        };
        StockCountIn: {
            name: string;
        };
        /** @description The article by one of variantId, sku and code (as it was scanned). */
        CountedIn: {
            variantId?: components["schemas"]["Uuid"];
            sku?: string;
            code?: string;
            /** @description 1 unless told. */
            quantity?: components["schemas"]["DecimalIn"];
            /**
             * @description add: so many more; set: so many lie there.
             * @default add
             * @enum {unknown}
             */
            how?: "add" | "set";
        };
        Outlook: {
            /** @enum {unknown} */
            mode: "online" | "slow" | "edge" | "draining";
            /** @description The mode now. */
            from: components["schemas"]["CapabilityMode"];
            changes: {
                /** @enum {unknown} */
                was: "allowed" | "limited" | "queued" | "denied";
                becomes: components["schemas"]["Capability"];
            }[];
        };
        DrillReport: {
            id: number;
            /** @enum {unknown} */
            mode: "edge" | "slow" | "draining";
            reason: string;
            staffCode: string | null;
            startedAt: components["schemas"]["Time"];
            until: components["schemas"]["Time"];
            /** @description null: it goes on. */
            endedAt: components["schemas"]["Time"] | null;
            sold: {
                orders: number;
                amount: components["schemas"]["Money"];
            };
            /** @description What was done within limits, or queued. */
            decisions: {
                operation: string;
                /** @enum {unknown} */
                state: "limited" | "queued";
                times: number;
                amount: number | null;
            }[];
            /** @description What was refused, counted until the drill ended. */
            denied: {
                operation: string;
                times: number;
            }[];
        };
        StockMovesIn: {
            /**
             * @description A count sets the level; the others add to it.
             * @enum {string}
             */
            kind: "receipt" | "adjustment" | "count";
            items: ({
                variantId?: components["schemas"]["Uuid"];
                sku?: string;
                quantity: components["schemas"]["DecimalIn"];
            } & (unknown | unknown))[];
            reason: string;
        };
        StockMoved: {
            items: {
                variantId: components["schemas"]["Uuid"];
                sku: string;
                moved: components["schemas"]["Quantity"];
                quantity: components["schemas"]["Quantity"];
            }[];
        };
        VoucherIn: {
            amount: components["schemas"]["MoneyPositive"];
            personId?: components["schemas"]["Uuid"] | null;
        };
        /** @description A gift card or store credit. Its code is not kept: `code` is in the answer that made it and nowhere else. */
        GiftCard: {
            accountId: components["schemas"]["Uuid"];
            /** @enum {string} */
            kind: "gift_card" | "store_credit";
            /** @enum {string} */
            state: "inactive" | "active" | "closed";
            lastFour: string;
            currency: components["schemas"]["Currency"];
            balance: components["schemas"]["MoneyNotNegative"];
            /** @description Without what is set aside; 0 when nothing may be paid with it. */
            available: components["schemas"]["MoneyNotNegative"];
            expired: boolean;
            personId: components["schemas"]["Uuid"] | null;
            expiresAt: components["schemas"]["Time"] | null;
            createdAt: components["schemas"]["Time"];
            code?: string;
            /** @description Of a card that the hub keeps, where it was not asked: when it said the balance; null: never. */
            asOf?: components["schemas"]["Time"] | null;
            /** @description Then: what the hub lent this store of it; pays without asking. */
            leased?: components["schemas"]["MoneyNotNegative"];
            /** @description Then: what may be paid beyond that, at the store's risk. */
            provisional?: components["schemas"]["MoneyNotNegative"];
        };
        GiftCardIn: {
            /**
             * @default gift_card
             * @enum {string}
             */
            kind?: "gift_card" | "store_credit";
            /** @description Of a card that exists: 6 to 40 letters and digits, no payment card. */
            code?: string;
            amount?: components["schemas"]["MoneyNotNegative"];
            personId?: components["schemas"]["Uuid"];
            expiresAt?: components["schemas"]["Time"];
            /** @description Required with an amount. */
            reason?: string;
        };
        GiftCardCode: {
            code: string;
        };
        GiftCardAdjustmentIn: {
            /** @description Minor units; below 0 it is taken away. Never 0. */
            amount: number;
            reason: string;
        };
        GiftCardAuthorisationIn: {
            code: string;
            amount: components["schemas"]["MoneyPositive"];
            cartId: components["schemas"]["Uuid"];
        };
        GiftCardAuthorisation: {
            authorisationId: components["schemas"]["Uuid"];
            amount: components["schemas"]["MoneyPositive"];
            until: components["schemas"]["Time"];
            giftCard: components["schemas"]["GiftCard"];
        };
        GiftCardArticle: {
            giftCard: boolean;
        };
        GiftCardArticleItem: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            /** @enum {string} */
            priceKind: "fixed" | "open";
            price: components["schemas"]["MoneyNotNegative"] | null;
        };
        ValueEntry: {
            /** @enum {string} */
            entry: "activate" | "top_up" | "earn" | "authorise" | "redeem" | "release" | "refund" | "reverse" | "expire" | "adjust" | "grant" | "give_back";
            /** @description Added to the balance. */
            amount: number;
            /** @description Added to what is set aside. */
            held: number;
            /** @description After it. */
            balance: number;
            orderId: components["schemas"]["Uuid"] | null;
            reason: string;
            at: components["schemas"]["Time"];
        };
        CardOfLine: {
            accountId: components["schemas"]["Uuid"];
            lastFour: string;
        };
        LoyaltyProgramme: {
            id: string;
            version: number;
            document: Record<string, never>;
            createdAt: components["schemas"]["Time"];
        };
        LoyaltyTier: {
            id: string;
            name: string;
        };
        LoyaltyMember: {
            personId: components["schemas"]["Uuid"];
            programme: string;
            name: string;
            /** @description Points. */
            balance: number;
            /** @description Points that are not set aside. */
            available: number;
            /** @description What earned points so far, less what came back. */
            spent: components["schemas"]["Money"];
            /** @description Of the available points. */
            worth: components["schemas"]["MoneyNotNegative"];
            /**
             * @description The hub keeps the points of all stores together; `balance` is what it said last.
             * @constant
             */
            keptBy?: "hub";
            /** @description Of points at the hub: when it said so. */
            asOf?: components["schemas"]["Time"];
            /** @description Of points at the hub: those that this store may spend while it is away. */
            leased?: number;
            tier: components["schemas"]["LoyaltyTier"] | null;
        };
        PointsAdjustmentIn: {
            /** @description Below 0 they are taken away. Never 0. */
            points: number;
            reason: string;
        };
        /** @description By what leave something was done. */
        CapabilityFact: {
            operation: string;
            /** @enum {unknown} */
            state: "limited" | "queued";
            /** @enum {unknown} */
            mode: "alone" | "online" | "slow" | "edge" | "draining";
            reason: string;
            policyVersion: string;
            revision: number;
            amount?: components["schemas"]["Money"];
            limit?: {
                kind: string;
                value: number;
            };
        };
        /** @description Of a cart whose customer may earn points. */
        CartLoyalty: {
            programme: string;
            name: string;
            balance: number;
            tier?: components["schemas"]["LoyaltyTier"];
            wouldEarn: number;
            mayRedeem: {
                points: number;
                amount: components["schemas"]["MoneyNotNegative"];
            };
            /** @description They may take something off before taxes, too: PUT /v1/carts/{id}/points. */
            asDiscount?: boolean;
            /**
             * @description The hub keeps the points of all stores together.
             * @constant
             */
            keptBy?: "hub";
            /** @description Of points at the hub: when it said so last. */
            asOf?: components["schemas"]["Time"];
            /** @description Of points at the hub: what may be paid with them while it is away. */
            leased?: {
                points: number;
                amount: components["schemas"]["MoneyNotNegative"];
            };
        };
        Voucher: {
            code: string;
            balance: components["schemas"]["MoneyNotNegative"];
            currency: components["schemas"]["Currency"];
            personId: components["schemas"]["Uuid"] | null;
            expiresAt: components["schemas"]["Time"] | null;
            createdAt: components["schemas"]["Time"];
        };
        PlanIn: {
            code: string;
            name: string;
            description?: string;
            price: components["schemas"]["MoneyNotNegative"];
            currency?: components["schemas"]["Currency"];
            interval: components["schemas"]["SubscriptionInterval"];
            intervalCount?: number;
            trialPeriodDays?: number;
            taxCategory?: string;
            active?: boolean;
        };
        Plan: {
            id: components["schemas"]["Uuid"];
            code: string;
            name: string;
            description: string;
            price: components["schemas"]["MoneyNotNegative"];
            currency: components["schemas"]["Currency"];
            interval: components["schemas"]["SubscriptionInterval"];
            intervalCount: number;
            trialPeriodDays: number;
            taxCategory: string;
            active: boolean;
        };
        SubscriptionIn: {
            personId: components["schemas"]["Uuid"];
            planId: components["schemas"]["Uuid"];
            items?: {
                variantId: components["schemas"]["Uuid"];
                quantity: components["schemas"]["QuantityIn"];
            }[];
            registerId?: components["schemas"]["Uuid"];
            payments?: components["schemas"]["PaymentIn"][];
        };
        Subscription: {
            subscriptionId: components["schemas"]["Uuid"];
            status: components["schemas"]["SubscriptionStatus"];
            personId: components["schemas"]["Uuid"];
            planId: components["schemas"]["Uuid"];
            orderId: components["schemas"]["Uuid"] | null;
            startDate: components["schemas"]["Date"];
            nextBillingDate: components["schemas"]["Date"] | null;
            canceledAt: components["schemas"]["Time"] | null;
            items: {
                itemId: components["schemas"]["Uuid"];
                variantId: components["schemas"]["Uuid"];
                sku?: string;
                quantity: components["schemas"]["Quantity"];
            }[];
            events: {
                eventId: components["schemas"]["Uuid"];
                eventType: components["schemas"]["SubscriptionEventType"];
                eventTime: components["schemas"]["Time"];
                payload: Record<string, never>;
            }[];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        PromotionCodeIn: {
            code: string;
            discountType: components["schemas"]["PromoType"];
            value: components["schemas"]["DecimalIn"];
            validFrom?: components["schemas"]["Time"] | null;
            validTo?: components["schemas"]["Time"] | null;
            maxRedemptions?: number | null;
            maxPerPerson?: number | null;
            minSubtotal?: number | null;
            active?: boolean;
        };
        PromotionRule: {
            id: string;
            version: number;
            /** @description As in promotion-rule.schema.json; without its version. */
            document: Record<string, never>;
            createdAt: components["schemas"]["Time"];
        };
        CartExplanation: {
            cartId: components["schemas"]["Uuid"];
            version: number;
            currency: components["schemas"]["Currency"];
            lines: {
                /** @description Of the item, or `charge-N`; the same as in the answer. */
                id: string;
                name: string;
                /** @description Its number in the trail; none for what is taken back at what was paid. */
                line?: number;
                quantity: components["schemas"]["Quantity"];
                unitPrice?: components["schemas"]["Money"];
                listPrice?: components["schemas"]["Money"];
                /** @enum {string} */
                priceFrom: "shelf" | "book" | "list" | "label" | "open" | "charge" | "returned";
                /** @description Its name. */
                priceBook?: string;
            }[];
            answer: components["schemas"]["PriceAnswer"];
        };
        PricingRules: {
            engineVersion: string;
            currency: components["schemas"]["Currency"];
            channel: string;
            utcOffsetMinutes: number;
            /** @description False: the store has rules that a basket alone does not decide (service, delivery, limited promotions). */
            whole: boolean;
            /** @description As in price-request.schema.json. */
            policy: Record<string, never>;
            /** @description As in price-request.schema.json. */
            taxes: Record<string, never>;
            taxCategories: {
                [key: string]: string[];
            };
            /** @description The newest version of each rule, in the order in which those of equal priority count. */
            promotions: {
                version: number;
                document: Record<string, never>;
                /** @description Of a rule with limits */
                uses?: number;
            }[];
        };
        PricedArticle: {
            variantId: components["schemas"]["Uuid"];
            sku: string;
            name: string;
            unit: components["schemas"]["Unit"];
            decimals: number;
            price: components["schemas"]["MoneyNotNegative"];
            discountable: boolean;
            taxCategory: string;
            /** @description Another quantity may cost another price. */
            steps: boolean;
            /** @description A price list or a deposit is about it: a till that knows neither waits for the answer. */
            ask?: boolean;
            /** @description With `ask`: its price by customer group, under no name for anybody; absent where quantity or time decides. */
            prices?: {
                [key: string]: components["schemas"]["MoneyNotNegative"];
            };
            codes: string[];
            /** @description Slugs, with all above them. */
            categories: string[];
        };
        PriceDifferenceIn: {
            cartId: components["schemas"]["Uuid"];
            version: number;
            foreseen: components["schemas"]["Money"];
            answered: components["schemas"]["Money"];
            engineVersion: string;
        };
        PriceAnswer: {
            currency: string;
            subtotal: number;
            discount: number;
            net: number;
            tax: number;
            total: number;
            lines: {
                id: string;
                quantity: string;
                subtotal: number;
                discount: number;
                amount: number;
                net: number;
                tax: number;
                gross: number;
            }[];
            taxes: {
                code: string;
                base: number;
                amount: number;
            }[];
            applied: {
                id: string;
                version: number;
                name?: string;
                amount: number;
            }[];
            /** @description Rules that were looked at and took nothing. */
            notApplied: {
                id: string;
                version: number;
                name?: string;
                because: string;
            }[];
            /** @description Every change of money, in order. */
            trail: Record<string, never>[];
            engineVersion: string;
            /** @description SHA-256 of the figures. */
            digest: string;
        };
        PromotionCode: {
            id: components["schemas"]["Uuid"];
            code: string;
            discountType: components["schemas"]["PromoType"];
            /** @description Percent as a decimal string, or minor units. */
            value: components["schemas"]["Decimal"] | components["schemas"]["MoneyNotNegative"];
            validFrom: components["schemas"]["Time"] | null;
            validTo: components["schemas"]["Time"] | null;
            maxRedemptions: number | null;
            maxPerPerson: number | null;
            minSubtotal: number | null;
            active: boolean;
            redemptions: number;
        };
        CloseDayIn: {
            /**
             * Format: date
             * @description Today's unless told.
             */
            businessDate?: string;
            /**
             * @description Whether an open shift refuses, or the seal names it.
             * @default refuse
             * @enum {unknown}
             */
            openShifts?: "refuse" | "name";
        };
        /** @description What is signed; docs/fiscal.md says what each member means. */
        SealDocument: {
            /** @constant */
            format: "holdfast-day-seal/1";
            number: number;
            site: string;
            /** Format: date */
            businessDate: string;
            closedAt: string;
            closedBy: string;
            currency: string;
            previous: string;
            generation: number;
            key: string;
            registers: {
                register: components["schemas"]["Uuid"];
                number: number;
                first: number;
                last: number;
                before: string;
                head: string;
                firstReceipt: string;
                lastReceipt: string;
                total: number;
                net: number;
                tax: number;
                gaps: {
                    after: string;
                    before: string;
                    /** @enum {unknown} */
                    reason: "restored" | "unexplained";
                }[];
                cash: {
                    shifts: number;
                    expected: number;
                    counted: number;
                    variance: number;
                };
            }[];
            records: number;
            root: string;
            total: number;
            openShifts: {
                register: components["schemas"]["Uuid"];
                shift: components["schemas"]["Uuid"];
                number: number;
                expected: number;
            }[];
            unsent: {
                events: number;
                orders: number;
                amount: number;
                /** @description The first of them. */
                receipts: string[];
            };
            /** @description Receipts that a fiscal unit was not told of yet. */
            unregistered: number;
            /** @description Head of the audit trail's chain. */
            audit: string | null;
        };
        DaySummary: {
            number: number;
            /** Format: date */
            businessDate: string;
            closedAt: components["schemas"]["Time"];
            sha256: string;
            generation: number;
            /** @description The key's fingerprint. */
            key: string;
            signature: string;
            seal: components["schemas"]["SealDocument"];
        };
        DaySeal: {
            number: number;
            /** Format: date */
            businessDate: string;
            closedAt: components["schemas"]["Time"];
            sha256: string;
            generation: number;
            /** @description The key's fingerprint. */
            key: string;
            signature: string;
            seal: components["schemas"]["SealDocument"];
            /** @description The very bytes that were signed. */
            document: string;
            /** @description For paper. */
            text: string;
        };
        JournalKey: {
            generation: number;
            fingerprint: string;
            publicKey: string;
            /** @enum {unknown} */
            reason: "first" | "rotated" | "appliance";
            /** @description Signature of the key before. */
            endorsement: string | null;
            madeAt: components["schemas"]["Time"];
        };
        FiscalIn: {
            /** @enum {unknown} */
            profile: "none" | "rksv";
            /**
             * @description Whether somebody is asked when the unit fails, or the receipt is sold as out of order.
             * @default postpone
             * @enum {unknown}
             */
            onFailure?: "ask" | "postpone";
            /** @description What cash boxes are called, before the register's number; the store's id unless told. */
            cashBox?: string;
            /** @description By a tax's code, where its percentage does not say it. */
            rates?: {
                [key: string]: "normal" | "reduced1" | "reduced2" | "zero" | "special";
            };
            /** @description A signing unit in software. */
            unit?: {
                /** @description Of the certificate, hexadecimal. */
                serial: string;
                /** @description PEM of a P-256 key, without a password; never shown again. */
                privateKey: string;
            };
        };
        FiscalUnitState: {
            /** @default true */
            working?: boolean;
            reason?: string;
        };
        Fiscal: {
            /** @enum {unknown} */
            profile: "none" | "rksv";
            settings: Record<string, never> | null;
            unit: {
                /** @constant */
                kind: "software";
                serial: string;
                working: boolean;
                outReason: string;
            } | null;
            boxes: {
                registerId: components["schemas"]["Uuid"];
                registerNumber: number;
                cashBox: string;
                receipts: number;
                outSince: string | null;
                startedAt: components["schemas"]["Time"];
                undecided: number;
                postponed: number;
                /** @description By its closing receipt; the register opens no shift any more. */
                closedAt: components["schemas"]["Time"] | null;
            }[];
        };
        FiscalDecision: {
            /** @enum {unknown} */
            choice: "retry" | "postpone" | "skip" | "markRegistered";
            /** @description For all but `retry`. */
            reason?: string;
        };
        FiscalReceipt: {
            id: number;
            registerNumber: number;
            /** @enum {unknown} */
            kind: "sale" | "start" | "month" | "year" | "collective" | "end";
            number: string;
            orderId: components["schemas"]["Uuid"] | null;
            /** @enum {unknown} */
            state: "undecided" | "registered" | "postponed" | "skipped" | "marked";
            /** @description In its cash box's chain. */
            position: number | null;
            problem: string;
            reason: string;
            /** @description What its QR code says. */
            code: string | null;
            at: components["schemas"]["Time"];
        };
        AuditCheck: {
            sound: boolean;
            entries: number;
            /** @description Written before there was a chain. */
            unchained: number;
            brokenAt: number | null;
            head: string | null;
        };
        AuditEntry: {
            id: string | number;
            at: components["schemas"]["Time"];
            staff: components["schemas"]["StaffRef"] | null;
            approver: components["schemas"]["StaffRef"] | null;
            terminalId: components["schemas"]["Uuid"] | null;
            action: string;
            subject: string;
            detail: Record<string, never>;
        };
        /** @description An event and its place in the log; the envelope is that of events.yaml. */
        LoggedEvent: {
            seq: number;
            type: string;
            /** @description Null when it was withheld because a person was erased. */
            event: Record<string, never> | null;
        };
        Capability: {
            operation: string;
            /** @enum {string} */
            state: "allowed" | "limited" | "queued" | "denied";
            reason?: string | null;
            /** @description By name; amounts as {most, left?, currency}; `offline` is the store's policy for cards without a host. */
            limits?: Record<string, never> | null;
            title?: string;
            /** @enum {unknown} */
            group?: "selling" | "tenders" | "returns" | "shift" | "customers" | "stock" | "paper" | "people" | "store";
            /** @description What stands in the way. */
            dependency?: components["schemas"]["CapabilityDependency"] | null;
            cause?: components["schemas"]["ModeCause"];
            since?: components["schemas"]["Time"];
            until?: components["schemas"]["Time"];
            /** @description What to do meanwhile; the till has a sentence for each word. */
            instead?: string;
            /**
             * @description A manager has to say yes to old data for today.
             * @constant
             */
            managerConfirms?: true;
            /**
             * @description Done with data older than a day.
             * @constant
             */
            oldData?: true;
        };
        /** @enum {unknown} */
        CapabilityMode: "online" | "slow" | "edge" | "draining";
        /** @enum {unknown} */
        CapabilityDependency: "hub" | "giftCards" | "loyalty" | "fraud" | "customers" | "identity" | "stores" | "cardHost";
        /**
         * @description Why a mode is what it is.
         * @enum {unknown}
         */
        ModeCause: "notConfigured" | "starting" | "answers" | "noAnswer" | "unsteady" | "refused" | "late" | "backlog" | "breaker" | "drill" | "device";
        Capabilities: {
            /** @description Of the link to the hub. */
            mode: components["schemas"]["CapabilityMode"];
            /** @description There is no hub; the store governs itself. */
            standalone: boolean;
            cause: components["schemas"]["ModeCause"];
            since: components["schemas"]["Time"];
            /** @description Grows with every change. */
            revision: number;
            policyVersion: string;
            mastersAsOf?: components["schemas"]["Time"] | null;
            drill?: components["schemas"]["Drill"];
            dependencies: {
                dependency: components["schemas"]["CapabilityDependency"];
                title: string;
                configured: boolean;
                /** @enum {unknown} */
                mode: "online" | "slow" | "edge" | "draining" | "none";
                cause: components["schemas"]["ModeCause"];
                since: components["schemas"]["Time"];
                /** @enum {unknown} */
                breaker: "closed" | "halfOpen" | "open";
                until?: components["schemas"]["Time"];
            }[];
            operations: components["schemas"]["Capability"][];
        };
        PastCapabilities: {
            revision: number;
            at: components["schemas"]["Time"];
            mode: components["schemas"]["CapabilityMode"];
            standalone: boolean;
            cause: components["schemas"]["ModeCause"];
            since: components["schemas"]["Time"];
            policyVersion: string;
            /** @description Operation to its state and reason, where they differ from before. */
            changes: {
                [key: string]: string[];
            };
        };
        Drill: {
            /** @enum {unknown} */
            mode: "edge" | "slow" | "draining";
            reason: string;
            until: components["schemas"]["Time"];
        };
        CapabilityPolicy: {
            /** @description Kept on every fact that the matrix limited. */
            version: string;
            operations?: {
                [key: string]: {
                    /**
                     * @description Never better than this.
                     * @enum {unknown}
                     */
                    state?: "allowed" | "limited" | "queued" | "denied";
                    /** @description Of what the table leaves to the store. */
                    open?: boolean;
                    limits?: {
                        [key: string]: components["schemas"]["MoneyNotNegative"];
                    };
                };
            };
        };
        Runway: {
            /** @description An outage now would be survived. */
            ready: boolean;
            /** @description When trade ends. */
            stops: components["schemas"]["Time"] | null;
            items: {
                /** @enum {unknown} */
                what: "masters" | "staff" | "certificate" | "disk" | "offlineCards";
                /** @enum {unknown} */
                effect: "manager" | "degrades" | "stops";
                until: components["schemas"]["Time"] | null;
                left?: components["schemas"]["MoneyNotNegative"];
                then: string;
            }[];
        };
        Replication: {
            enrolled: boolean;
            hub: string | null;
            /** @description Of our certificate. */
            renewAfter?: components["schemas"]["Time"] | null;
            up: components["schemas"]["ReplicationUp"];
            down: components["schemas"]["ReplicationDown"];
            deadLetters: number;
            /** @description The last 20 orders of the hub, newest first. */
            directives?: components["schemas"]["HubDirective"][];
            /** @description Data sets of the hub that this release does not know; they are not sent here. */
            withheldDatasets?: string[];
            /** @description Event types that the hub keeps and does not understand. */
            unreadTypes?: string[];
        };
        /** @description Whose switches hold it. The store's people and the hub have one each, resuming lifts one's own; a store that the hub paused still asks every ten seconds whether it may go on. */
        PausedBy: {
            /** @enum {unknown} */
            owner: "store" | "hub";
            by: string;
            reason: string;
        }[];
        /** @description What the hub ordered this store to do; done once, by its id. */
        HubDirective: {
            directiveId: components["schemas"]["Uuid"];
            /** @description downsync, upsync, rebuild, drain, pause, resume; of a later hub another word, which fails here. */
            kind: string;
            /** @description Of pause and resume: up, down; empty: both. */
            direction: string;
            reason: string;
            orderedBy: string;
            /** @enum {unknown} */
            state: "running" | "done" | "failed";
            detail: string;
            done: number;
            total: number;
            /** @description By the hub's clock. */
            orderedAt: components["schemas"]["Time"];
            takenAt: components["schemas"]["Time"];
        };
        ReplicationUp: {
            /** @enum {unknown} */
            link: "none" | "paused" | "down" | "up";
            paused?: boolean;
            pauseReason?: string;
            pausedBy?: components["schemas"]["PausedBy"];
            since?: components["schemas"]["Time"] | null;
            lastHeardAt?: components["schemas"]["Time"] | null;
            /** @enum {unknown} */
            breaker?: "closed" | "open" | "halfOpen";
            lastError?: string | null;
            answers?: number;
            failures?: number;
            bytesOut?: number;
            bytesIn?: number;
            epoch: number;
            headSeq: number;
            ackSeq: number;
            appliedSeq?: number;
            pendingRecords: number;
            pendingOrders?: number;
            /** @description Paid orders that the hub does not have yet; returns count against them. */
            pendingAmount: components["schemas"]["Money"];
            currency: components["schemas"]["Currency"];
            oldestPendingSeconds: number | null;
            ackedAt?: components["schemas"]["Time"] | null;
            /** @description Our clock less the hub's. */
            clockErrorMs?: number;
            batchEvents?: number;
        };
        ReplicationDown: {
            /** @enum {unknown} */
            link: "none" | "paused" | "down" | "up";
            paused?: boolean;
            pauseReason?: string;
            pausedBy?: components["schemas"]["PausedBy"];
            since?: components["schemas"]["Time"] | null;
            lastHeardAt?: components["schemas"]["Time"] | null;
            /** @enum {unknown} */
            breaker?: "closed" | "open" | "halfOpen";
            lastError?: string | null;
            answers?: number;
            failures?: number;
            bytesOut?: number;
            bytesIn?: number;
            activeVersion: number;
            stagedVersion: number;
            stagedRows?: number;
            loadingSnapshot?: boolean;
            activatedAt?: components["schemas"]["Time"] | null;
            datasets: {
                dataset: string;
                rows: number;
                /** @description As sync.yaml defines it, 64 hexadecimal digits. */
                digest: string;
                /** @description Rows that could not be put into force. */
                notInForce: number;
            }[];
        };
        EnrolmentIn: {
            /** @description Its address, https://… */
            hub: string;
            /** @description As the hub shows it once: HF1.<secret>.<digest of its authority> */
            token: string;
        };
        Enrolment: {
            hub: string;
            siteId: string;
            channelId: string;
            renewAfter: components["schemas"]["Time"];
        };
        ReplicationRunIn: {
            /** @enum {unknown} */
            kind: "upsync" | "downsync" | "rebuild" | "drain";
        };
        ReplicationRun: {
            runId: components["schemas"]["Uuid"];
            /** @enum {unknown} */
            kind: "upsync" | "downsync" | "rebuild" | "drain";
            /** @enum {unknown} */
            state: "running" | "done" | "failed" | "cancelled";
            step: string;
            progress: {
                done: number;
                total: number;
            };
            error: string | null;
            correlationId?: string;
            startedAt: components["schemas"]["Time"];
            endedAt: components["schemas"]["Time"] | null;
        };
        ReplicationSwitch: {
            /**
             * @description Both without it.
             * @enum {unknown}
             */
            direction?: "up" | "down";
            reason?: string;
        };
        DeadLetter: {
            deadLetterId: components["schemas"]["Uuid"];
            /** @enum {unknown} */
            direction: "up" | "down";
            epoch?: number | null;
            seq?: number | null;
            dataset?: string | null;
            key?: string | null;
            eventType: string;
            errorClass: string;
            detail: string;
            attempts: number;
            /** @enum {unknown} */
            status: "pending" | "released" | "replayed" | "discarded" | "correcting" | "corrected";
            reviewedBy?: string | null;
            notes?: string;
            firstAt: components["schemas"]["Time"];
            lastAt: components["schemas"]["Time"];
        };
        DeadLetterDecision: {
            reason?: string;
        };
        DeadLetterDiscard: {
            reason: string;
        };
        SyncEntry: {
            /** @description The event's, or the dead letter's. */
            id: string;
            /** @constant */
            system: "hub";
            /** @description Aggregate; of a dead letter its event type or data set. */
            entityType: string;
            entityId: string;
            /** @enum {unknown} */
            direction: "outbound" | "inbound";
            /** @enum {unknown} */
            status: "pending" | "success" | "failed" | "retrying";
            errorMessage: string | null;
            /** @description Attempts that were refused to this one alone. */
            retryCount: number;
            /** @description SHA-256 of the event, hex. */
            payloadHash: string | null;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            completedAt: components["schemas"]["Time"] | null;
        };
        SyncState: {
            mode?: components["schemas"]["Mode"];
            appliedSeq: number;
            backlog: number;
            headSeq?: number;
            ackSeq?: number;
            deadLetters?: number;
        };
        Device: {
            id: components["schemas"]["Uuid"];
            name: string;
            kind: components["schemas"]["DeviceKind"];
            address?: string;
            /** @description Of a printer its model, empty when nobody knows; of anything else its protocol. */
            profile?: string;
            settings?: components["schemas"]["DeviceSettings"];
            /** @description A password or passphrase is set; it is never read out. */
            hasSecret?: boolean;
            active?: boolean;
            /** @description That use it. */
            registers?: components["schemas"]["Uuid"][];
            /**
             * @description warning: it works and somebody should look; fault: it is there and cannot work; offline: no link.
             * @enum {unknown}
             */
            state: "online" | "warning" | "fault" | "offline" | "off";
            /** @description Why, as a word that screens translate: paper_end, cover_open, away, … */
            words?: string;
            /** @description What to do about it, such a word, too. */
            hint?: string | null;
            /** @description What the operating system says of its link. */
            detail?: string | null;
            /** @description It is like this. */
            since?: components["schemas"]["Time"] | null;
            /** @description It could work. */
            lastGoodAt?: components["schemas"]["Time"] | null;
            /**
             * @description unknown: it has no switch, or the link is down.
             * @enum {unknown}
             */
            drawer?: "unknown" | "open" | "closed";
            /** @description Who works with it just now. */
            claim?: components["schemas"]["DeviceClaim"] | null;
            /** @description Jobs of the ledger that are not over. */
            waiting?: number;
        };
        ClaimIn: {
            /** @description 120 unless told. */
            seconds?: number;
            /**
             * @description Also from a terminal that is there (take_over; audited).
             * @default false
             */
            takeOver?: boolean;
        };
        DeviceClaim: {
            deviceId: components["schemas"]["Uuid"];
            terminalId: components["schemas"]["Uuid"];
            terminalName: string;
            staff: components["schemas"]["StaffCode"];
            since: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
        };
        /** @description A scale that multiplies wants a unit price; of an article it is the price books'. */
        WeighingIn: {
            variantId?: components["schemas"]["Uuid"];
            unitPrice?: components["schemas"]["MoneyNotNegative"];
            /** @description Told to the scale, where it takes one. */
            tare?: {
                weight: components["schemas"]["DecimalIn"];
                /** @enum {unknown} */
                unit: "kg" | "g" | "lb" | "oz";
            };
        };
        TareIn: {
            /** @description Forget the tare. */
            clear?: boolean;
        };
        /** @description One use of a scale. What it shows is the latest reading, not to be sold before `weighed`. */
        Weighing: {
            weighingId: components["schemas"]["Uuid"];
            deviceId: components["schemas"]["Uuid"];
            /** @enum {unknown} */
            task: "weigh" | "test" | "zero" | "tare" | "clear_tare";
            /**
             * @description weighing: under way; same_goods: lift them, confirm, or cancel; weighed: to be sold until validUntil; adjusted: zero or tare is done; tested: that is what the scale shows; failed: why.
             * @enum {unknown}
             */
            state: "weighing" | "same_goods" | "weighed" | "adjusted" | "tested" | "failed";
            /** @description That asked. */
            terminalId: components["schemas"]["Uuid"];
            staff: string;
            /** @description As the scale writes it, with all its decimals. */
            weight: string | null;
            /** @enum {unknown} */
            unit: "kg" | "g" | "lb" | "oz" | null;
            stable: boolean;
            zero: boolean;
            /** @description A tare is taken off. */
            net: boolean;
            over: boolean;
            under: boolean;
            tare: string | null;
            /** @description The scale's own. */
            unitPrice: number | null;
            /** @description The scale's own. */
            amount: number | null;
            /** @description no_answer, garbled, timed_out, fault, link_lost, cancelled, refused, unconfirmed. */
            why: string | null;
            /** @description What keeps the weight from being sold: in_motion, at_zero, under_zero, over_capacity, or a fault of the scale. */
            obstacle: string | null;
            startedAt: components["schemas"]["Time"];
            endedAt: components["schemas"]["Time"] | null;
            validUntil: components["schemas"]["Time"] | null;
        };
        /** @description What a scale said of the goods of a line, as it is kept. */
        ScaleReading: {
            weighingId: components["schemas"]["Uuid"];
            deviceId: components["schemas"]["Uuid"];
            protocol: string;
            weight: string;
            /** @enum {unknown} */
            unit: "kg" | "g" | "lb" | "oz";
            stable: boolean;
            zero: boolean;
            net: boolean;
            over: boolean;
            under: boolean;
            tare: string | null;
            unitPrice: number | null;
            amount: number | null;
            askedAt: components["schemas"]["Time"];
            weighedAt: components["schemas"]["Time"];
            /** @description The bytes of its answer in hexadecimal. */
            raw: string;
        };
        /** @description Amounts in minor units, negative on what comes back. */
        CustomerView: {
            registerId: components["schemas"]["Uuid"];
            /**
             * @description paying: a card terminal is at work; done: for half a minute after the sale.
             * @enum {unknown}
             */
            state: "idle" | "selling" | "paying" | "done";
            /** @description Of the store. */
            locale: string;
            currency: string;
            /** @description Where the customer's wallet proves their age; to be shown as a code. */
            wallet: string | null;
            /** @description That it proves; 0: nobody asks. */
            minAge: number;
            /** @description Two lines. */
            greeting: string[];
            items: {
                name: string;
                quantity: components["schemas"]["Quantity"];
                unit: string;
                unitPrice: components["schemas"]["Money"];
                /** @description After discounts. */
                amount: components["schemas"]["Money"];
                /** @description The line that was touched last. */
                latest: boolean;
            }[];
            /** @description To pay, with cash rounding once it is paid. */
            total: components["schemas"]["Money"];
            /** @description While paying. */
            due: components["schemas"]["Money"] | null;
            payments: {
                tender: string;
                tendered: components["schemas"]["Money"];
            }[];
            change: components["schemas"]["Money"];
            receiptNumber: string | null;
            /** @description For a QR code once it is done: the link to the receipt, else its number. */
            qr: string | null;
        };
        /**
         * @description What the device is.
         * @enum {unknown}
         */
        DeviceKind: "receipt_printer" | "scale" | "scanner" | "customer_display" | "card_terminal" | "cash_drawer";
        /** @description Those of its kind. */
        DeviceSettings: components["schemas"]["PrinterSettings"] | components["schemas"]["ScaleSettings"] | components["schemas"]["ScannerSettings"] | components["schemas"]["DisplaySettings"] | components["schemas"]["CardTerminalSettings"] | components["schemas"]["CashDrawerSettings"];
        ScaleSettings: {
            /**
             * @description What it weighs in, where its protocol does not tell.
             * @enum {unknown}
             */
            unit?: "kg" | "g" | "lb" | "oz";
        };
        /** @description What the scanner was set up to send around a code. */
        ScannerSettings: {
            prefix?: string;
            suffix?: string;
            /**
             * @description Whose letters before the data mean a symbology.
             * @enum {unknown}
             */
            codeIds?: "none" | "zebra" | "honeywell" | "datalogic";
        };
        DisplaySettings: {
            /** @description It is chained behind a printer. */
            behindPrinter?: boolean;
            /** @description Shown while nothing is sold. */
            upper?: string;
            lower?: string;
        };
        /** @description ZVT takes printerWidth; the Terminal API the next five. */
        CardTerminalSettings: {
            /** @description Characters a line; 0: the terminal chooses. */
            printerWidth?: number;
            poiId?: string;
            saleId?: string;
            keyId?: string;
            keyVersion?: number;
            /** @description SHA-256 of the terminal's certificate, 64 small hexadecimal digits. */
            certificate?: string;
            offersTip?: boolean;
            offersCashback?: boolean;
        };
        /** @description A drawer on a port of its own. */
        CashDrawerSettings: {
            /** @description The bytes that open it, 1 to 32 in hexadecimal digits. */
            opensWith?: string;
        };
        /** @description What the shop found out about its own printer. */
        PrinterSettings: {
            /** @description Letters a line; 0: as its profile says. */
            columns?: number;
            /** @description Of every sale, by itself. */
            printsReceipts?: boolean;
            /** @enum {unknown} */
            drawerPin?: 2 | 5;
            pulseOnMs?: number;
            pulseOffMs?: number;
            /** @description The level at which the drawer's switch says open; absent without a switch. */
            openWhenHigh?: boolean;
            /** @description A drawer open for longer is told. */
            drawerLimitSeconds?: number;
            /** @description It prints a ticket with the lines of these categories, and of those below them, when an order is paid on one of its registers; on any, when it names none. With `printsReceipts` false it prints nothing else. */
            kitchen?: {
                /** @description Ids or slugs. */
                categories: string[];
            };
        };
        DiscoveryIn: {
            /** @description Where to look; all three unless told. */
            sources?: ("usb" | "serial" | "mdns")[];
            /**
             * @description A private IPv4 subnet of at most 256 addresses; port 9100 of every host is tried and who answers is asked what it is.
             * @example 192.168.1.0/24
             */
            scan?: string;
        };
        DiscoveredDevice: {
            /** @description As devices are set up; null: nobody can tell from here. */
            kind: string | null;
            /** @description As devices are set up; null: not usable as it is set, see hint. */
            address: string | null;
            /** @description A guess. */
            profile: string | null;
            /** @enum {string} */
            certainty: "known" | "likely" | "possible";
            /** @enum {string} */
            source: "usb" | "serial" | "mdns" | "scan";
            /** @description What told us. */
            toldBy: string;
            maker: string | null;
            model: string | null;
            serial: string | null;
            /** @description What to do first: `hid_pos_mode`, the scanner types like a keyboard as it is set. */
            hint: string | null;
        };
        Discovery: {
            id: components["schemas"]["Uuid"];
            /** @enum {string} */
            state: "running" | "finished";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            items: components["schemas"]["DiscoveredDevice"][];
        };
        DeviceIn: {
            kind: components["schemas"]["DeviceKind"];
            name: string;
            /** @description `tcp://192.168.1.50:9100`, `serial:///dev/ttyUSB0?baud=19200`, `https://…`; `none:` of a terminal worked by hand */
            address: string;
            /** @description receipt_printer: a model. scale: toledo_8217, nci, dialog_06, sics, ecr, adam, hid. scanner: serial, hid_pos. customer_display: esc_pos, cd5220, dsp800, aedex, wincor. card_terminal: zvt, nexo, external. */
            profile?: string;
            settings?: components["schemas"]["DeviceSettings"];
            /** @description Of a card terminal; of a Dialog 06 scale the checksum of its maker, POLYNOMIAL:START, four hexadecimal digits each. */
            secret?: string;
            active?: boolean;
            registers?: components["schemas"]["Uuid"][];
        };
        DevicePatch: {
            name?: string;
            address?: string;
            profile?: string;
            settings?: components["schemas"]["DeviceSettings"];
            /** @description Of a card terminal; of a Dialog 06 scale the checksum of its maker, POLYNOMIAL:START, four hexadecimal digits each. */
            secret?: string;
            active?: boolean;
            registers?: components["schemas"]["Uuid"][];
        };
        /**
         * @description sent: the printer took it and cannot say more; confirmed: it says that it has printed it; unknown: possibly printed, in part or whole; failed and expired: surely not.
         * @enum {unknown}
         */
        PrintJobState: "queued" | "printing" | "sent" | "confirmed" | "unknown" | "failed" | "expired";
        PrintJob: {
            printJobId: components["schemas"]["Uuid"];
            /** @description The printer names its last four digits when it is done. */
            number: number;
            deviceId: components["schemas"]["Uuid"];
            registerId: components["schemas"]["Uuid"] | null;
            /** @enum {unknown} */
            kind: "receipt" | "copy" | "gift" | "x_report" | "test" | "drawer_kick" | "kitchen";
            orderId: components["schemas"]["Uuid"] | null;
            receiptNumber: string | null;
            shiftId: components["schemas"]["Uuid"] | null;
            /** @description Of a course's ticket for the kitchen. */
            ticketId: components["schemas"]["Uuid"] | null;
            /** @description Which copy; 0 when it is none. */
            copy: number;
            state: components["schemas"]["PrintJobState"];
            /** @description How it came to that, as a word: link_lost, restart, … */
            why: string;
            opensDrawer: boolean;
            /**
             * @description What became of the pulse; null before it is given.
             * @enum {unknown}
             */
            drawer: "opened" | "sent" | "stayed_closed" | "already_open" | "not_sent" | "unknown" | null;
            retryOf: components["schemas"]["Uuid"] | null;
            createdAt: components["schemas"]["Time"];
            changedAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
        };
        PrintJobIn: {
            /** @enum {unknown} */
            kind: "copy" | "gift" | "x_report";
            /** @description Of a copy or gift receipt. */
            orderId?: components["schemas"]["Uuid"];
            /** @description Of a report. */
            shiftId?: components["schemas"]["Uuid"];
            deviceId?: components["schemas"]["Uuid"];
            registerId?: components["schemas"]["Uuid"];
        };
        /** @description Limits a manager may change. */
        SitePolicy: {
            maxLineQuantity: number;
            maxLines: number;
            maxUnlistedPrice: components["schemas"]["MoneyNotNegative"];
            varianceLimit: components["schemas"]["MoneyNotNegative"];
            cartDays: number;
            sessionHours: number;
            historyDays: number;
            /** @description Days from its last top-up after which a gift card expires; 0: never. */
            giftCardDays: number;
            /** @description Days that bodies of events which the hub holds are kept here, 30 at least; 0: for ever. */
            eventDays: number;
            /** @description Days that goods are kept for who pays for them in parts. */
            layawayDays: number;
            /** @description Of the total */
            layawayMinPercent: number;
            /** @description Kept when the goods are not wanted. */
            layawayFee: components["schemas"]["MoneyNotNegative"];
            /** @description And of the total. */
            layawayFeePercent: number;
            carryOverCarts: boolean;
            blindClose: boolean;
            /** @description What is kept of a promotion is priced again; otherwise returns pay back the share of what was paid. */
            repriceReturns: boolean;
        };
        Site: {
            siteId: string;
            /** @description Whether this is the practice store. */
            training: boolean;
            name: string;
            country: string;
            currency: components["schemas"]["Currency"];
            timeZone: string;
            locale: string;
            pricesIncludeTax: boolean;
            taxNumber: string;
            address: string[];
            receiptFooter: string[];
            /** @description The receipt's QR code; `{receipt}` and `{order}` stand for its number and the order's id. Empty: none. */
            receiptLink: string;
            /** @description SHA-256 of GET /v1/site/logo. */
            receiptLogo: string | null;
            policy: components["schemas"]["SitePolicy"];
        };
        SitePatch: {
            name?: string;
            locale?: string;
            taxNumber?: string;
            address?: string[];
            receiptFooter?: string[];
            receiptLink?: string;
            policy?: {
                maxLineQuantity?: number;
                maxLines?: number;
                maxUnlistedPrice?: components["schemas"]["MoneyNotNegative"];
                varianceLimit?: components["schemas"]["MoneyNotNegative"];
                cartDays?: number;
                sessionHours?: number;
                historyDays?: number;
                giftCardDays?: number;
                eventDays?: number;
                layawayDays?: number;
                layawayMinPercent?: number;
                layawayFee?: components["schemas"]["MoneyNotNegative"];
                layawayFeePercent?: number;
                carryOverCarts?: boolean;
                blindClose?: boolean;
                /** @description What is kept of a promotion is priced again; otherwise returns pay back the share of what was paid. */
                repriceReturns?: boolean;
            };
        };
        PromotionCodePatch: {
            value?: components["schemas"]["DecimalIn"];
            validFrom?: components["schemas"]["Time"] | null;
            validTo?: components["schemas"]["Time"] | null;
            maxRedemptions?: number | null;
            maxPerPerson?: number | null;
            minSubtotal?: number | null;
            active?: boolean;
        };
    };
    responses: {
        /** @description The request is not as described. */
        BadRequest: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid token, or the session has ended. */
        Unauthenticated: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not paid, or not enough balance. */
        PaymentRequired: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A card terminal is at it: PENDING_PAYMENT, without a receipt; the event CardPaymentChanged tells how it goes on. */
        PendingOrder: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                traceparent: components["headers"]["Traceparent"];
                "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                Location: components["headers"]["Location"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        /** @description Not permitted, above a limit, or another person has to approve. */
        Forbidden: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing has this id or code. */
        NotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not possible in this state. */
        Conflict: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Changed since it was read. */
        PreconditionFailed: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Ambiguous JSON, or the idempotency key was used for another request. */
        Unprocessable: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many tries or requests. */
        TooManyRequests: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Busy, or the store cannot be written: try again. */
        Unavailable: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What the HTTP layer refuses by itself, whatever the operation. */
        Problem: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
        IdempotencyKey: string;
        /** @description The ETag last seen; a stale one is refused with 412. */
        IfMatch: string;
        /** @description Id of another person's consent (createApproval); spent by the call. */
        Approval: components["schemas"]["Uuid"];
        /** @description Carried through answers, events, logs and the hub; made up when absent. */
        CorrelationId: string;
        /** @description W3C trace context; its trace id is the correlation id when no other is given. */
        Traceparent: string;
        /** @description Prices as the till sells: `till` for nobody in particular, or the id of a customer, whose price lists count. */
        PriceFor: string;
        /** @description Items a page. */
        Limit: number;
        /** @description `next` of the page before. */
        Cursor: string;
        /** @description Id of the resource. */
        Id: components["schemas"]["Uuid"];
    };
    requestBodies: never;
    headers: {
        /** @description The correlation id of the request. */
        CorrelationId: string;
        /** @description The trace context of the request, when one was sent. */
        Traceparent: string;
        /** @description Set to true on an answer that was given before. */
        IdempotencyReplayed: "true";
        /** @description Version of what is answered, quoted. */
        ETag: string;
        /** @description Path of what was created. */
        Location: string;
        /** @description Seconds to wait. */
        RetryAfter: string;
        /** @description The scheme. */
        WwwAuthenticate: "Bearer";
        /** @description Methods of this path. */
        Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "mode": "edge",
                     *       "version": "0.1.0",
                     *       "siteId": "019b76da-a800-7000-8000-000000000001",
                     *       "backlog": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getLivez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Plain text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as JSON. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matrix as it stands. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCapabilityHistory: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changed results. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PastCapabilities"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getRunway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What wears off, soonest first. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Runway"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCapabilityPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapabilityPolicy"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putCapabilityPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CapabilityPolicy"];
            };
        };
        responses: {
            /** @description In force within a second. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapabilityPolicy"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirmOldData: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Until the end of the business date. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        businessDate: components["schemas"]["Date"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listDrills: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DrillReport"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startDrill: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default edge
                     * @enum {unknown}
                     */
                    mode?: "edge" | "slow" | "draining";
                    minutes: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description It runs. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Drill"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    endDrill: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its state. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncState"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getReplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its state. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replication"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    enrolStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolmentIn"];
            };
        };
        responses: {
            /** @description Enrolled. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enrolment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listReplicationRuns: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ReplicationRun"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startReplicationRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplicationRunIn"];
            };
        };
        responses: {
            /** @description It is stored and begins as soon as the hub is there. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationRun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getReplicationRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationRun"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    writeCarryOut: {
        parameters: {
            query?: {
                /** @description Not before this number: the file after the one that ended there. */
                afterSeq?: number;
                mebibytes?: number;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file (schema/sync.yaml, Carry-out). */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.holdfast.carry": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    takeCarriedAnswer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.holdfast.carry": string;
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        epoch: number;
                        /** @description The hub is known to hold all up to here. */
                        ackSeq: number;
                        appliedSeq: number;
                        masterPages: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    pauseReplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplicationSwitch"];
            };
        };
        responses: {
            /** @description Paused. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resumeReplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReplicationSwitch"];
            };
        };
        responses: {
            /** @description Resumed. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startUpsync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is stored and begins as soon as the hub is there. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationRun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startDownsync: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is stored and begins as soon as the hub is there. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationRun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startRebuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is stored and begins as soon as the hub is there. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplicationRun"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listSyncEntries: {
        parameters: {
            query?: {
                status?: "pending" | "success" | "failed" | "retrying";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SyncEntry"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                status?: "pending" | "released" | "replayed" | "discarded" | "correcting" | "corrected";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeadLetter"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                deadLetterId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The letter. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        letter: components["schemas"]["DeadLetter"];
                        /** @description Upward the event, downward the row as the hub sent it; null when it is not here any more. */
                        document: Record<string, never> | null;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    replayDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeadLetterDecision"];
            };
        };
        responses: {
            /** @description Decided. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    fixDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The event as it should have been, as JSON text, with the same id. */
                    corrected: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Kept, and on its way. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    discardDeadLetter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                deadLetterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadLetterDiscard"];
            };
        };
        responses: {
            /** @description Decided. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listDevices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The devices. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Device"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceIn"];
            };
        };
        responses: {
            /** @description As it is stored; nobody has looked at it yet. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startDiscovery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DiscoveryIn"];
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discovery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getDiscovery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The search. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Discovery"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    changeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DevicePatch"];
            };
        };
        responses: {
            /** @description As it is stored; nobody has looked at it yet. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    claimDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "seconds": 120
                 *     }
                 */
                "application/json": components["schemas"]["ClaimIn"];
            };
        };
        responses: {
            /** @description Held by this terminal from now on. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceClaim"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    releaseDevice: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody holds it. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startWeighing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "variantId": "0198c0de-0000-7000-8000-000000000001"
                 *     }
                 */
                "application/json": components["schemas"]["WeighingIn"];
            };
        };
        responses: {
            /** @description It has begun; each change comes as the live message `Weight` to this terminal. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getWeighing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The weighing. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    confirmWeighing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Goes on. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelWeighing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                weighingId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    zeroScale: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    tareScale: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "clear": true
                 *     }
                 */
                "application/json": components["schemas"]["TareIn"];
            };
        };
        responses: {
            /** @description It has begun. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    testDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Open the drawer instead of printing. */
                    drawer?: boolean;
                };
            };
        };
        responses: {
            /** @description The scanner or display. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description The job of a printer, or the weighing of a scale. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"] | components["schemas"]["Weighing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getDeviceTrace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Plain text, empty while nobody drives it. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPrintJobs: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                orderId?: components["schemas"]["Uuid"];
                deviceId?: components["schemas"]["Uuid"];
                registerId?: components["schemas"]["Uuid"];
                state?: components["schemas"]["PrintJobState"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of it. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PrintJob"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    queuePrintJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrintJobIn"];
            };
        };
        responses: {
            /** @description The job; the event PrintJobChanged tells how it ends. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getPrintJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    retryPrintJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job that was queued. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listCardPayments: {
        parameters: {
            query?: {
                registerId?: components["schemas"]["Uuid"];
                orderId?: components["schemas"]["Uuid"];
                deviceId?: components["schemas"]["Uuid"];
                /** @description Without an outcome. */
                open?: boolean;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, without what terminals print. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CardPayment"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCardPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardPayment"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    abortCardPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Told the terminal. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    answerCardPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardAnswer"];
            };
        };
        responses: {
            /** @description Told the terminal. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    askCardPaymentAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Told the terminal. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    decideCardPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardDecisionIn"];
            };
        };
        responses: {
            /** @description As decided. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardPayment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTerminalReports: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of reports. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TerminalReport"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startTerminalService: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TerminalServiceIn"];
            };
        };
        responses: {
            /** @description Begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listOfflineCards: {
        parameters: {
            query?: {
                /** @description Still at risk. */
                open?: boolean;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OfflineCard"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    settleOfflineCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineCardOutcomeIn"];
            };
        };
        responses: {
            /** @description As settled. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineCard"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOfflineCardPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Policy and exposure. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineCardLimits"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putOfflineCardPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineCardPolicyIn"];
            };
        };
        responses: {
            /** @description Policy and exposure. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineCardLimits"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    deleteOfflineCardPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Off. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listDays: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of seals. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DaySummary"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    closeDay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "openShifts": "refuse"
                 *     }
                 */
                "application/json": components["schemas"]["CloseDayIn"];
            };
        };
        responses: {
            /** @description Sealed. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaySeal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getDay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The seal. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaySeal"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOpenDay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The unsigned document. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealDocument"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listJournalKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JournalKey"][];
                        next: null;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    rotateJournalKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It signs from now on. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getFiscal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fiscal"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putFiscal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiscalIn"];
            };
        };
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fiscal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putFiscalUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiscalUnitState"];
            };
        };
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fiscal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listFiscalReceipts: {
        parameters: {
            query?: {
                state?: "undecided" | "registered" | "postponed" | "skipped" | "marked";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FiscalReceipt"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    decideFiscalReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiscalDecision"];
            };
        };
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiscalReceipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    closeCashBox: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fiscal"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    checkFiscalChains: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sound: boolean;
                        receipts: number;
                        finding: string;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOrderFiscal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiscalReceipt"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    exportSignedReceipts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                action?: string;
                /** @description Staff code. */
                staff?: string;
                subject?: string;
                /** @description Time or day, inclusive. */
                from?: string;
                /** @description Time or day, exclusive. */
                to?: string;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the trail. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Sequence of the last event already seen. */
                since?: number;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events after `since`. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LoggedEvent"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    openStream: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Switched to WebSocket. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resetTraining: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Wiped. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The store. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SitePatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSiteLogo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The logo, one bit a dot. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putSiteLogo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": string;
            };
        };
        responses: {
            /** @description Set. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    deleteSiteLogo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone, or never there. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPairing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "K7P2-M9QX",
                 *       "name": "Till 1"
                 *     }
                 */
                "application/json": components["schemas"]["PairingIn"];
            };
        };
        responses: {
            /** @description Paired. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "terminalId": "019b76da-b000-7000-8000-000000000003",
                     *       "token": "hft_5f0c3b6b7d1e4a2f9c8d7e6f5a4b3c2d1e0f"
                     *     }
                     */
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startPairingExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingExchangeIn"];
            };
        };
        responses: {
            /** @description The store's share; the exchange lives for a minute. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingExchange"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    finishPairingExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingConfirmationIn"];
            };
        };
        responses: {
            /** @description Paired. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingConfirmation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it is. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSetupDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft, as it was kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putSetupDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreDocument"];
            };
        };
        responses: {
            /** @description Made; the appliance begins anew. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listSetupSteps: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The steps in their order. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SetupStep"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putSetupStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    state: "open" | "done" | "skipped";
                };
            };
        };
        responses: {
            /** @description The step. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupStep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["System"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    checkSystem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The findings. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Finding"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSupportBundle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bundle. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getUpdate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The release and its successor. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateState"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getUpdateHistory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The releases. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UpdatePast"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    postUpdateCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    postUpdateNow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    postUpdateBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    postUpdateFrom: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    path: string;
                };
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    deleteBadRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putUpdatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePolicy"];
            };
        };
        responses: {
            /** @description As it is from now on. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePolicy"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listBackups: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The backups. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backups"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startBackup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getBackupSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupSchedule"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putBackupSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackupScheduleIn"];
            };
        };
        responses: {
            /** @description As it is from now on. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupSchedule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listRehearsals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rehearsals. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Rehearsal"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startRehearsal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description The newest unless told. */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    restoreBackup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    restoreStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Its path on the appliance. */
                    file: string;
                    passphrase?: string;
                };
            };
        };
        responses: {
            /** @description It is being restored; `GET /v1/setup` says how it goes on, and then the appliance begins anew. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listLogs: {
        parameters: {
            query?: {
                /** @description At least. */
                level?: "debug" | "info" | "warn" | "error" | "fatal";
                correlationId?: string;
                /** @description Stands somewhere in the entry. */
                text?: string;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LogEntry"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPairingCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PairingCodeIn"];
            };
        };
        responses: {
            /** @description The code. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingCode"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTerminals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terminals. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Terminal"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOwnTerminal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terminal. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terminal"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    leaveStore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has left. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    revokeTerminal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "staffCode": "1001",
                 *       "pin": "1111"
                 *     }
                 */
                "application/json": components["schemas"]["SessionIn"];
            };
        };
        responses: {
            /** @description Signed on. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentSession"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed off. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "staffCode": "2001",
                 *       "pin": "33333",
                 *       "action": "void_cart",
                 *       "reason": "Customer left"
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalIn"];
            };
        };
        responses: {
            /** @description The consent; used once within minutes. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listApprovalRequests: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest requests. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApprovalRequest"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    askApproval: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "void_cart",
                 *       "title": "Empty the cart",
                 *       "call": {
                 *         "method": "POST",
                 *         "path": "/v1/carts/019b76da-b000-7000-8000-000000000001/void",
                 *         "body": "{}"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalRequestIn"];
            };
        };
        responses: {
            /** @description It waits for some minutes; the stream tells what becomes of it (topic staff). */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getApprovalRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    withdrawApprovalRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request, withdrawn unless it was decided before. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    decideApprovalRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "approve",
                 *       "pin": "33333"
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalDecisionIn"];
            };
        };
        responses: {
            /** @description The request as decided. The consent counts for the call it was asked for, once, within two minutes, while the cart is the same. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalRequest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                /** @description Those too that somebody has seen to. */
                all?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exception"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    markExceptionSeen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Counted again with the cashier"
                 *     }
                 */
                "application/json": components["schemas"]["ExceptionSeenIn"];
            };
        };
        responses: {
            /** @description It is off the list. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSalesByHour: {
        parameters: {
            query?: {
                /** @description Today unless told. */
                date?: components["schemas"]["Date"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals with tax, what went back taken off. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesByHour"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSalesReport: {
        parameters: {
            query?: {
                /** @description Today unless told. */
                from?: components["schemas"]["Date"];
                /** @description Included; `from` unless told, at most 400 days on. */
                to?: components["schemas"]["Date"];
                by?: "day" | "weekday" | "hour" | "article" | "category" | "staff" | "register" | "tender" | "tax";
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Returns and voids are taken off. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStoreShifts: {
        parameters: {
            query?: {
                status?: "OPEN" | "CLOSED";
                businessDate?: components["schemas"]["Date"];
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of shifts. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Shift"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getShiftVariance: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals, the likeliest first; none while the shift is open. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftVariance"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    exportCustomer: {
        parameters: {
            query?: {
                format?: "json" | "csv";
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole as JSON, or the purchases as CSV. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerData"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The staff. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Staff"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateStaff: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The roles. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Role"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleIn"];
            };
        };
        responses: {
            /** @description The role. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listRegisters: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registers. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Register"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createRegister: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Register"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCustomerView: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listShifts: {
        parameters: {
            query?: {
                status?: "OPEN" | "CLOSED";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of shifts. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Shift"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    openShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "openingCash": 20000
                 *     }
                 */
                "application/json": components["schemas"]["OpenShiftIn"];
            };
        };
        responses: {
            /** @description Open. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shift. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    addCashMovement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "payIn",
                 *       "amount": 5000,
                 *       "reason": "Change from the bank"
                 *     }
                 */
                "application/json": components["schemas"]["CashMovementIn"];
            };
        };
        responses: {
            /** @description Booked. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashMovement"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    closeShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "countedCash": 25430
                 *     }
                 */
                "application/json": components["schemas"]["CloseShiftIn"];
            };
        };
        responses: {
            /** @description Closed, with its Z report. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getShiftReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftReport"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Words or their beginnings. */
                q?: string;
                /** @description Id or slug. */
                category?: string;
                active?: boolean;
                /** @description Prices as the till sells: `till` for nobody in particular, or the id of a customer, whose price lists count. */
                priceFor?: components["parameters"]["PriceFor"];
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Product"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: {
                /** @description Prices as the till sells: `till` for nobody in particular, or the id of a customer, whose price lists count. */
                priceFor?: components["parameters"]["PriceFor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listVariants: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The variants. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Variant"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VariantIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Variant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateVariant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VariantPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Variant"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listCategories: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The categories. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Category"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createCategory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateCategory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    lookupCode: {
        parameters: {
            query?: {
                /** @description Prices as the till sells: `till` for nobody in particular, or the id of a customer, whose price lists count. */
                priceFor?: components["parameters"]["PriceFor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article, and what the label says of weight or price. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lookup"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    importCatalogue: {
        parameters: {
            query?: {
                /** @description Only say what would happen. */
                dryRun?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogueRows"];
                /**
                 * @example sku,name,price
                 *     MANGO,Mango,1.69
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description What came of each row; what is wrong with a row does not stop the others. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    exportCatalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV, or JSON when Accept asks for it. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/json": {
                        [key: string]: string;
                    }[];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPriceBooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The books. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PriceBook"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPriceBook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceBookIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceBook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPrices: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of prices. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Price"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putPrices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "sku": "MANGO",
                 *           "amount": 149,
                 *           "minQuantity": "3"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PricesIn"];
            };
        };
        responses: {
            /** @description The prices that were set. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Price"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    addPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Price"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTaxCategories: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The categories. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TaxCategory"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getTaxCategory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The category. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxCategory"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putTaxCategory: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaxCategoryIn"];
            };
        };
        responses: {
            /** @description The category. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaxCategory"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTenders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenders. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Tender"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putTender: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenderIn"];
            };
        };
        responses: {
            /** @description The tender. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tender"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getLayout: {
        parameters: {
            query?: {
                /** @description An earlier version, to put it back. */
                version?: number;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The layout. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layout"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putLayout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayoutIn"];
            };
        };
        responses: {
            /** @description Stored. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layout"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listCarts: {
        parameters: {
            query?: {
                registerId?: components["schemas"]["Uuid"];
                status?: "ACTIVE" | "SUSPENDED";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of carts. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cart"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000001"
                 *     }
                 */
                "application/json": components["schemas"]["CartIn"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    addCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "9524873033558",
                 *       "quantity": 2
                 *     }
                 */
                "application/json": components["schemas"]["CartItemIn"];
            };
        };
        responses: {
            /** @description The cart, priced. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removeCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartItemPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    applyPromotion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "WELCOME10"
                 *     }
                 */
                "application/json": components["schemas"]["PromotionApplyIn"];
            };
        };
        responses: {
            /** @description Whether it applies, and the cart. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionResult"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removePromotion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    addDiscount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "percent",
                 *       "value": "10",
                 *       "reason": "Damaged box"
                 *     }
                 */
                "application/json": components["schemas"]["DiscountIn"];
            };
        };
        responses: {
            /** @description Discounted. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removeDiscount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                discountId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    suspendCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SuspendIn"];
            };
        };
        responses: {
            /** @description Parked. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    resumeCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeIn"];
            };
        };
        responses: {
            /** @description Active here. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    takeOverCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TakeOverIn"];
            };
        };
        responses: {
            /** @description Active here. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    voidCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Customer left"
                 *     }
                 */
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Voided. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Time or day, inclusive. */
                from?: string;
                /** @description Time or day, exclusive. */
                to?: string;
                registerId?: components["schemas"]["Uuid"];
                receiptNumber?: string;
                personId?: components["schemas"]["Uuid"];
                status?: components["schemas"]["OrderStatus"];
                kind?: "sale" | "return" | "exchange" | "void";
                /** @description A line's SKU, or part of its name. */
                article?: string;
                /** @description Last four digits, authorisation or reference of a payment. */
                card?: string;
                /** @description The sign of the total does not matter. */
                minTotal?: components["schemas"]["MoneyNotNegative"];
                maxTotal?: components["schemas"]["MoneyNotNegative"];
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of orders. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Order"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cartId": "019b76da-b000-7000-8000-000000000003",
                 *       "payments": [
                 *         {
                 *           "tender": "cash",
                 *           "tendered": 1000
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PlaceOrderIn"];
            };
        };
        responses: {
            /** @description Paid; the receipt has its number. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "019b76da-b000-7000-8000-000000000004",
                     *       "kind": "sale",
                     *       "status": "PAID",
                     *       "registerId": "019b76da-b000-7000-8000-000000000001",
                     *       "shiftId": "019b76da-b000-7000-8000-000000000003",
                     *       "receiptNumber": "1-000042",
                     *       "currency": "EUR",
                     *       "items": [
                     *         {
                     *           "orderItemId": "019b76da-b000-7000-8000-000000000005",
                     *           "variantId": "019b76da-b000-7000-8000-000000000002",
                     *           "sku": "POMEGRANATE",
                     *           "name": "Pomegranate",
                     *           "unit": "piece",
                     *           "quantity": "2",
                     *           "unitPrice": 299,
                     *           "listPrice": 299,
                     *           "subtotal": 598,
                     *           "discount": 0,
                     *           "net": 598,
                     *           "tax": 0,
                     *           "total": 598,
                     *           "taxes": [
                     *             {
                     *               "code": "VAT0",
                     *               "base": 598,
                     *               "amount": 0
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "taxes": [
                     *         {
                     *           "code": "VAT0",
                     *           "name": "VAT 0 %",
                     *           "rate": "0",
                     *           "included": true,
                     *           "base": 598,
                     *           "amount": 0
                     *         }
                     *       ],
                     *       "payments": [
                     *         {
                     *           "tender": "cash",
                     *           "amount": 600,
                     *           "tendered": 1000,
                     *           "currency": "EUR"
                     *         }
                     *       ],
                     *       "subtotal": 598,
                     *       "discount": 0,
                     *       "net": 598,
                     *       "tax": 0,
                     *       "total": 598,
                     *       "rounding": 2,
                     *       "paid": 1000,
                     *       "change": 400,
                     *       "personId": null,
                     *       "originalOrderId": null,
                     *       "voidedBy": null,
                     *       "note": "",
                     *       "externalRef": null,
                     *       "staff": "1001",
                     *       "businessDate": "2026-11-21",
                     *       "createdAt": "2026-11-21T10:15:30.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createSale: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000001",
                 *       "items": [
                 *         {
                 *           "sku": "POMEGRANATE",
                 *           "quantity": 2
                 *         }
                 *       ],
                 *       "payments": [
                 *         {
                 *           "tender": "cash",
                 *           "tendered": 1000
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SaleIn"];
            };
        };
        responses: {
            /** @description Paid. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "orderId": "019b76da-b000-7000-8000-000000000004",
                     *       "kind": "sale",
                     *       "status": "PAID",
                     *       "registerId": "019b76da-b000-7000-8000-000000000001",
                     *       "shiftId": "019b76da-b000-7000-8000-000000000003",
                     *       "receiptNumber": "1-000042",
                     *       "currency": "EUR",
                     *       "items": [
                     *         {
                     *           "orderItemId": "019b76da-b000-7000-8000-000000000005",
                     *           "variantId": "019b76da-b000-7000-8000-000000000002",
                     *           "sku": "POMEGRANATE",
                     *           "name": "Pomegranate",
                     *           "unit": "piece",
                     *           "quantity": "2",
                     *           "unitPrice": 299,
                     *           "listPrice": 299,
                     *           "subtotal": 598,
                     *           "discount": 0,
                     *           "net": 598,
                     *           "tax": 0,
                     *           "total": 598,
                     *           "taxes": [
                     *             {
                     *               "code": "VAT0",
                     *               "base": 598,
                     *               "amount": 0
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "taxes": [
                     *         {
                     *           "code": "VAT0",
                     *           "name": "VAT 0 %",
                     *           "rate": "0",
                     *           "included": true,
                     *           "base": 598,
                     *           "amount": 0
                     *         }
                     *       ],
                     *       "payments": [
                     *         {
                     *           "tender": "cash",
                     *           "amount": 600,
                     *           "tendered": 1000,
                     *           "currency": "EUR"
                     *         }
                     *       ],
                     *       "subtotal": 598,
                     *       "discount": 0,
                     *       "net": 598,
                     *       "tax": 0,
                     *       "total": 598,
                     *       "rounding": 2,
                     *       "paid": 1000,
                     *       "change": 400,
                     *       "personId": null,
                     *       "originalOrderId": null,
                     *       "voidedBy": null,
                     *       "note": "",
                     *       "externalRef": null,
                     *       "staff": "1001",
                     *       "businessDate": "2026-11-21",
                     *       "createdAt": "2026-11-21T10:15:30.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    setShipping: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "provider": "post",
                 *       "method": "parcel",
                 *       "trackingNumber": "RR123456785IE",
                 *       "status": "SHIPPED"
                 *     }
                 */
                "application/json": components["schemas"]["ShippingIn"];
            };
        };
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    setOrderStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderStatusIn"];
            };
        };
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    addPayments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentsIn"];
            };
        };
        responses: {
            /** @description Paid. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    giveUpOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Cancelled, and its cart open again. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    voidOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description The void. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    returnOrderItems: {
        parameters: {
            query?: {
                /** @description True: judged and computed as ever, then nothing is kept, no approval is spent and no key remembered. Without refunds it is paid back in cash. */
                preview?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000001",
                 *       "items": [
                 *         {
                 *           "orderItemId": "019b76da-b000-7000-8000-000000000005",
                 *           "quantity": 1,
                 *           "reason": "Changed mind",
                 *           "condition": "new"
                 *         }
                 *       ],
                 *       "refunds": [
                 *         {
                 *           "tender": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReturnIn"];
            };
        };
        responses: {
            /** @description A preview: the return as it would be, without a receipt. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The return, with a negative total. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    returnWithoutReceipt: {
        parameters: {
            query?: {
                /** @description True: judged and computed as ever, then nothing is kept, no approval is spent and no key remembered. Without refunds it is paid back in cash. */
                preview?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenReturnIn"];
            };
        };
        responses: {
            /** @description A preview: the return as it would be, without a receipt. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The return. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                /** @description Marks the receipt as copy n; `merchant`: what the store keeps of its card payments, with a place to sign. */
                copy?: number | "merchant";
                /** @description Without prices. */
                gift?: boolean;
                /** @description Dots across the paper: 384 (58 mm), 576 (80 mm, the default of pictures) or 640. For text and ESC/POS also letters a line, 24 to 64 (42 unless told). */
                width?: number;
                /** @description Language as a BCP 47 tag of English, French or Arabic (`ar-u-nu-arab` has Arabic-Indic digits); the site's locale unless told. */
                lang?: string;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "text/plain": string;
                    "text/html": string;
                    "image/png": string;
                    "application/pdf": string;
                    "application/vnd.escpos": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reprintReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy; Location is its receipt. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reprint"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                q?: string;
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of customers. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Customer"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Corner Café",
                 *       "accountLimit": 50000
                 *     }
                 */
                "application/json": components["schemas"]["CustomerIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerPatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    eraseCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStock: {
        parameters: {
            query?: {
                sku?: string;
                variantId?: components["schemas"]["Uuid"];
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of levels. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockLevel"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    checkCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Names the card without being its number, such as a token of the terminal. */
                    card?: string;
                };
            };
        };
        responses: {
            /** @description What is known. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cartId: components["schemas"]["Uuid"];
                        /**
                         * @description unchecked: nobody could be asked, and the amount is within what may pass so.
                         * @enum {unknown}
                         */
                        verdict: "pass" | "review" | "hold" | "unchecked";
                        amount: components["schemas"]["Money"];
                        rule: string | null;
                        reason: string | null;
                        rulesVersion: string | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getStockElsewhere: {
        parameters: {
            query?: {
                sku?: string;
                variantId?: components["schemas"]["Uuid"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article by store, most first. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockElsewhere"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    findOrdersElsewhere: {
        parameters: {
            query?: {
                receiptNumber?: string;
                orderId?: components["schemas"]["Uuid"];
                siteId?: string;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the hub found, newest first. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orders: components["schemas"]["ForeignOrder"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    returnFromElsewhere: {
        parameters: {
            query?: {
                /** @description True: judged and computed as ever, then nothing is kept and the hub is not asked. Without refunds it is paid back in cash. */
                preview?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnFromElsewhereIn"];
            };
        };
        responses: {
            /** @description A preview: the return as it would be, without a receipt. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The return. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            202: components["responses"]["PendingOrder"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    verifyReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Read. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description A key is unknown when its store has joined since this one last heard from the hub.
                         * @enum {unknown}
                         */
                        state: "good" | "unknownKey" | "badSignature" | "revokedKey" | "unreadable";
                        /** @description This store sold it itself. */
                        own: boolean;
                        order?: components["schemas"]["ForeignOrder"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStockMoves: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                variantId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of moves. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockMove"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createStockMoves: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "receipt",
                 *       "items": [
                 *         {
                 *           "sku": "MANGO",
                 *           "quantity": 24
                 *         }
                 *       ],
                 *       "reason": "Delivery"
                 *     }
                 */
                "application/json": components["schemas"]["StockMovesIn"];
            };
        };
        responses: {
            /** @description Moved, with the new levels. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockMoved"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStockTransfers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Transfers. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockTransfer"][];
                        next: null;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createStockTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockTransferIn"];
            };
        };
        responses: {
            /** @description Asked for, or sent. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    sendStockTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockTransferItems"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    receiveStockTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockTransferItems"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockTransfer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    showArticlePrices: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its prices. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticlePrices"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removePrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceKeyIn"];
            };
        };
        responses: {
            /** @description Taken out. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPriceDowns: {
        parameters: {
            query?: {
                /** @description Only those that are not over. */
                state?: "open";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PriceDown"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    lowerPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceDownIn"];
            };
        };
        responses: {
            /** @description Taken down. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceDown"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    endPriceDown: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceDown"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listStockCounts: {
        parameters: {
            query?: {
                status?: "open" | "posted" | "dropped";
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockCount"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    openStockCount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockCountIn"];
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCountSheet"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getStockCount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The count. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCountSheet"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    countArticle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountedIn"];
            };
        };
        responses: {
            /** @description What is counted of it by now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCountLine"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    uncountArticle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: components["schemas"]["Uuid"];
                variantId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken out. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    postStockCount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Posted; its items are those with a difference. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCountSheet"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    dropStockCount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockCountSheet"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    discardPrintJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is `failed`, `discarded`. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintJob"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getOutlook: {
        parameters: {
            query?: {
                mode?: "online" | "slow" | "edge" | "draining";
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What would change. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outlook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createVoucher: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoucherIn"];
            };
        };
        responses: {
            /** @description Issued. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voucher"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getVoucher: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The voucher. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voucher"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    fetchVoucher: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The voucher, here. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Voucher"];
                };
            };
            /** @description On its way; ask again in a moment, with a new key. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        state: "coming";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPlans: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plans. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Plan"][];
                        next?: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description Enrolled. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The subscription. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPromotionCodes: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes; all of them without a limit. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromotionCode"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    createPromotionCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "AUTUMN5",
                 *       "discountType": "PERCENTAGE",
                 *       "value": "5"
                 *     }
                 */
                "application/json": components["schemas"]["PromotionCodeIn"];
            };
        };
        responses: {
            /** @description Added. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionCode"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    updatePromotionCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromotionCodePatch"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionCode"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    issueGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardIn"];
            };
        };
        responses: {
            /** @description Issued. `code` is there for a new card, this once. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCard"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listGiftCardArticles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["GiftCardArticleItem"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    lookUpGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardCode"];
            };
        };
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCard"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    authoriseGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardAuthorisationIn"];
            };
        };
        responses: {
            /** @description Set aside; the order of the cart captures it. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardAuthorisation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    releaseGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Let go of, now or before. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCard"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listGiftCardEntries: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ValueEntry"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    adjustGiftCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardAdjustmentIn"];
            };
        };
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCard"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    setGiftCardArticle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiftCardArticle"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftCardArticle"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listLoyaltyProgrammes: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of programmes. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LoyaltyProgramme"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    importLoyaltyProgrammes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>[];
            };
        };
        responses: {
            /** @description Kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        unchanged: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCustomerLoyalty: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The points. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoyaltyMember"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPointEntries: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ValueEntry"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    adjustPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Id of another person's consent (createApproval); spent by the call. */
                Approval?: components["parameters"]["Approval"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointsAdjustmentIn"];
            };
        };
        responses: {
            /** @description The points. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoyaltyMember"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listCharges: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleDocument"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    importCharges: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "bottle-25",
                 *         "kind": "deposit",
                 *         "name": "Deposit",
                 *         "amount": "0.25",
                 *         "goods": {
                 *           "categories": [
                 *             "drinks"
                 *           ]
                 *         },
                 *         "tax_category": "standard"
                 *       }
                 *     ]
                 */
                "application/json": Record<string, never>[];
            };
        };
        responses: {
            /** @description What was kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        unchanged: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPriceLists: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RuleDocument"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    importPriceLists: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "trade",
                 *         "customer_groups": [
                 *           "trade"
                 *         ],
                 *         "rules": [
                 *           {
                 *             "kind": "percent_off",
                 *             "value": "5"
                 *           }
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": Record<string, never>[];
            };
        };
        responses: {
            /** @description What was kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        unchanged: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    issuePromotionCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "count": 3,
                 *       "maxUses": 1
                 *     }
                 */
                "application/json": components["schemas"]["PromotionCodesIn"];
            };
        };
        responses: {
            /** @description The codes; kept nowhere else in the clear of a journal. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: string;
                        codes: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    askCharge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "charge": "bag",
                 *       "quantity": 1
                 *     }
                 */
                "application/json": components["schemas"]["ChargeIn"];
            };
        };
        responses: {
            /** @description The cart, priced. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    removeCharge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                chargeId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart, priced. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    splitCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "seat"
                 *     }
                 */
                "application/json": components["schemas"]["SplitIn"];
            };
        };
        responses: {
            /** @description The carts: what stays, then one a part, parked. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        carts: components["schemas"]["Cart"][];
                        difference: components["schemas"]["Money"];
                        currency: components["schemas"]["Currency"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listLayaways: {
        parameters: {
            query?: {
                /** @description Those that are not over. */
                open?: boolean;
                personId?: components["schemas"]["Uuid"];
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    openLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cartId": "019b76da-b000-7000-8000-000000000003",
                 *       "amount": 2000,
                 *       "payments": [
                 *         {
                 *           "tender": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LayawayIn"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            /** @description Kept; its first payment waits for a card terminal. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The layaway. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layaway"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    changeLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dueOn": "2026-12-24"
                 *     }
                 */
                "application/json": components["schemas"]["LayawayPatch"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Layaway"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    payLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000003",
                 *       "amount": 1500,
                 *       "payments": [
                 *         {
                 *           "tender": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LayawayPaymentIn"];
            };
        };
        responses: {
            /** @description Paid in. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            /** @description A card terminal is at it. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    pickUpLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000003",
                 *       "payments": [
                 *         {
                 *           "tender": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LayawayPickUpIn"];
            };
        };
        responses: {
            /** @description Handed out. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            /** @description A card terminal is at the rest. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelLayaway: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registerId": "019b76da-b000-7000-8000-000000000003",
                 *       "reason": "changed their mind",
                 *       "refunds": [
                 *         {
                 *           "tender": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LayawayCancelIn"];
            };
        };
        responses: {
            /** @description Given up. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            /** @description A card terminal pays back. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayawayStep"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    spendPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "points": 200
                 *     }
                 */
                "application/json": components["schemas"]["SpendPointsIn"];
            };
        };
        responses: {
            /** @description The cart. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            402: components["responses"]["PaymentRequired"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    transferCartItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "toCartId": "019b76da-b000-7000-8000-000000000004"
                 *     }
                 */
                "application/json": components["schemas"]["TransferIn"];
            };
        };
        responses: {
            /** @description The cart they went to. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    fireCourse: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "course": 1
                 *     }
                 */
                "application/json": {
                    /** @description Absent: all that the kitchen does not know yet, a ticket a course. */
                    course?: number;
                };
            };
        };
        responses: {
            /** @description The cart and a ticket for each course. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiredCourses"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listKitchenTickets: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
                cartId?: components["schemas"]["Uuid"];
                /** @description Those that are not ready yet. */
                open?: boolean;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of it. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["KitchenTicket"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    repeatKitchenTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its print jobs. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PrintJob"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    finishKitchenTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ready": true
                 *     }
                 */
                "application/json": {
                    /** @description false: not after all. */
                    ready?: boolean;
                };
            };
        };
        responses: {
            /** @description The ticket. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitchenTicket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listTables: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TablePlan"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listSubstitutes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The best first. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Substitute"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    substituteCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag last seen; a stale one is refused with 412. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
                itemId: components["schemas"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sku": "COFFEE"
                 *     }
                 */
                "application/json": components["schemas"]["SubstituteIn"];
            };
        };
        responses: {
            /** @description The cart. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    startAgeCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "minAge": 18
                 *     }
                 */
                "application/json": {
                    /** @description Absent: the highest that an article of the cart asks for. */
                    minAge?: number;
                };
            };
        };
        responses: {
            /** @description The check; `url` comes later. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgeCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getAgeCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgeCheck"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    cancelAgeCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check as it ended. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgeCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getCartShares: {
        parameters: {
            query?: {
                count?: number;
                /** @description Minor units, separated by commas. */
                amounts?: string;
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The amounts. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cartId: components["schemas"]["Uuid"];
                        total: components["schemas"]["Money"];
                        currency: components["schemas"]["Currency"];
                        amounts: components["schemas"]["Money"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getArticleTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its terms. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleTerms"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    putArticleTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "serial": true,
                 *       "warrantyMonths": 24
                 *     }
                 */
                "application/json": components["schemas"]["ArticleTerms"];
            };
        };
        responses: {
            /** @description Its terms. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleTerms"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    findSoldUnits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of it, newest first. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SoldUnit"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    useSoldUnit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket or membership. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoldUnit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPromotionRules: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rules. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PromotionRule"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    importPromotionRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "tea-week",
                 *         "actions": [
                 *           {
                 *             "type": "percent",
                 *             "value": "10",
                 *             "select": {
                 *               "categories": [
                 *                 "tea"
                 *               ]
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": Record<string, never>[];
            };
        };
        responses: {
            /** @description What was kept. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    "Idempotency-Replayed": components["headers"]["IdempotencyReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        unchanged: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    explainCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                /** @description Id of the resource. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where each unit price came from, and what the engine said, with the trail and what did not apply. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartExplanation"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    getPricingRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members of a price request, and how the catalogue's tax categories map to the taxes. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricingRules"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    listPricedArticles: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of articles. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PricedArticle"][];
                        next: components["schemas"]["Cursor"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    reportPriceDifference: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceDifferenceIn"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
    priceBasket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Carried through answers, events, logs and the hub; made up when absent. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /** @description W3C trace context; its trace id is the correlation id when no other is given. */
                traceparent?: components["parameters"]["Traceparent"];
                /** @description The same key with the same request gives the first answer again, byte for byte; with another request it is refused with 422. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currency": "EUR",
                 *       "lines": [
                 *         {
                 *           "id": "A",
                 *           "sku": "TEA",
                 *           "quantity": "2",
                 *           "unit_price": "3.00"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The figures in minor units, how they came about, and what it takes to derive them again. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    traceparent: components["headers"]["Traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Problem"];
        };
    };
}
